/** Column mappings: how a source's own layout becomes a kind's columns, saved once and named at each upload. */
@NamedInterface("mappings")
@NullMarked
package com.circledesk.imports.mappings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
