/** The page of the audit trail. */
@NullMarked
package com.circledesk.audit.web;

import org.jspecify.annotations.NullMarked;
