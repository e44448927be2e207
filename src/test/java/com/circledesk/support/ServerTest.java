package com.circledesk.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test over a real socket, against the same server and the same Spring context as every {@link IntegrationTest}: take
 * the port with {@code @LocalServerPort}. For what only a browser or a raw request can show.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@IntegrationTest
public @interface ServerTest {}
