/** Pages and API of statements. */
@NullMarked
package com.circledesk.receivables.statements.web;

import org.jspecify.annotations.NullMarked;
