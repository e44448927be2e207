/** The pages of letters to customers. */
@NullMarked
package com.circledesk.collections.letters.web;

import org.jspecify.annotations.NullMarked;
