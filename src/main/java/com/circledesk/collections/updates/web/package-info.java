/** The pages of status updates. */
@NullMarked
package com.circledesk.collections.updates.web;

import org.jspecify.annotations.NullMarked;
