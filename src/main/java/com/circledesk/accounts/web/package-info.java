/** Pages of accounts. */
@NullMarked
package com.circledesk.accounts.web;

import org.jspecify.annotations.NullMarked;
