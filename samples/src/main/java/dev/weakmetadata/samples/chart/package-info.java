/** What maps retain while hosts come and go, measured and drawn. */
@NullMarked
package dev.weakmetadata.samples.chart;

import org.jspecify.annotations.NullMarked;
