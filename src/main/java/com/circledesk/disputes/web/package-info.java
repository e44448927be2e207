/** Pages and API of disputes. */
@NullMarked
package com.circledesk.disputes.web;

import org.jspecify.annotations.NullMarked;
