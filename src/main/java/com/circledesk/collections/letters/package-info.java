/** Letters to customers about what is overdue: their wording, what they leave out, and each as it was written. */
@NamedInterface("letters")
@NullMarked
package com.circledesk.collections.letters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
