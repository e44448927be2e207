@NullMarked
package com.circledesk.users.web;

import org.jspecify.annotations.NullMarked;
