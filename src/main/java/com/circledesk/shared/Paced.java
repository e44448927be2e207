package com.circledesk.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a handler that searches everything or hands out whole tables: one person may ask so often a minute, together with
 * all others of its kind, and no more. Whoever asks more often is no person.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Paced {}
