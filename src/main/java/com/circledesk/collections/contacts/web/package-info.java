/** Pages and API of the contact log. */
@NullMarked
package com.circledesk.collections.contacts.web;

import org.jspecify.annotations.NullMarked;
