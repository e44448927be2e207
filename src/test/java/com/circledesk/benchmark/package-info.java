/** The benchmark: a program of its own, run by {@code ./mvnw -Pbenchmark}; see {@code docs/benchmarks.md}. */
@NullMarked
package com.circledesk.benchmark;

import org.jspecify.annotations.NullMarked;
