/** The page of the migration. */
@NullMarked
package com.circledesk.receivables.migration.web;

import org.jspecify.annotations.NullMarked;
