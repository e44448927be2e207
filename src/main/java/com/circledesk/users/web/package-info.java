/** Sign-in, one's own account, and the administration of users. */
@NullMarked
package com.circledesk.users.web;

import org.jspecify.annotations.NullMarked;
