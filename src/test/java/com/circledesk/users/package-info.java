@NullMarked
package com.circledesk.users;

import org.jspecify.annotations.NullMarked;
