@NullMarked
package com.circledesk.imports.files;

import org.jspecify.annotations.NullMarked;
