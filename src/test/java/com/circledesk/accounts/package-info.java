@NullMarked
package com.circledesk.accounts;

import org.jspecify.annotations.NullMarked;
