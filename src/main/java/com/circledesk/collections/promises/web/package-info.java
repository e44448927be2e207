/** Pages and API of promises. */
@NullMarked
package com.circledesk.collections.promises.web;

import org.jspecify.annotations.NullMarked;
