/** What tests share: the database, the cast, the clock. */
@NullMarked
package com.circledesk.support;

import org.jspecify.annotations.NullMarked;
