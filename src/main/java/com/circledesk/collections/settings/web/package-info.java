/** The page of the settings of collections. */
@NullMarked
package com.circledesk.collections.settings.web;

import org.jspecify.annotations.NullMarked;
