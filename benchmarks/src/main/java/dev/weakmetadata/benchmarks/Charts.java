package dev.weakmetadata.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How cost grows with the number of keys, as pictures, for light and for dark pages. */
final class Charts {
    /** A table that is measured, and its colour. */
    private enum Line {
        WEAK_MAP("WeakMap", new Color(0xd62728)),
        GUAVA("Guava", new Color(0x1f77b4)),
        CAFFEINE("Caffeine", new Color(0x9467bd)),
        WEAK_LOCK_FREE("WeakLockFree", new Color(0x2ca02c)),
        WEAK_HASH_MAP("WeakHashMap", new Color(0xe69f00)),
        IDENTITY_HASH_MAP("IdentityHashMap", new Color(0x8c8c8c)),
        FIELD("Field", new Color(0x17a2b8));

        /** As benchmarks that are methods are called. */
        final String method;

        final Color colour;

        Line(String method, Color colour) {
            this.method = method;
            this.colour = colour;
        }
    }

    private enum Theme {
        LIGHT("light", Color.WHITE, new Color(0x24292f), new Color(0xd8dee4)),
        DARK("dark", new Color(0x0d1117), new Color(0xe6edf3), new Color(0x30363d));

        final String suffix;
        final Color background;
        final Color text;
        final Color grid;

        Theme(String suffix, Color background, Color text, Color grid) {
            this.suffix = suffix;
            this.background = background;
            this.text = text;
            this.grid = grid;
        }
    }

    private Charts() {}

    /** Writes a picture for each benchmark that has been run with more than one number of keys. */
    static void write(Results results, String name, Path folder) throws IOException {
        write(
                folder.resolve(name + "-get"),
                "get, hit, in random order",
                "nanoseconds a call",
                line -> results.mediansBy("keys", "GetBenchmark.hit" + line.method));
        write(
                folder.resolve(name + "-insert"),
                "inserting new keys",
                "milliseconds for all",
                line -> results.mediansBy("keys", "InsertBenchmark.insert", "inserters=1", "peer=" + line.name()));
    }

    private static void write(Path file, String title, String unit, Function<Line, SortedMap<Integer, Double>> figures)
            throws IOException {
        for (Theme theme : Theme.values()) {
            XYChart chart = new XYChartBuilder()
                    .width(860)
                    .height(520)
                    .title(title)
                    .xAxisTitle("keys")
                    .yAxisTitle(unit)
                    .build();
            style(chart.getStyler(), theme);
            for (Line line : Line.values()) {
                SortedMap<Integer, Double> points = figures.apply(line);
                if (points.size() > 1) {
                    XYSeries series =
                            chart.addSeries(line.method, List.copyOf(points.keySet()), List.copyOf(points.values()));
                    series.setLineColor(line.colour);
                    series.setMarkerColor(line.colour);
                    series.setMarker(SeriesMarkers.CIRCLE);
                    series.setLineWidth(line == Line.WEAK_MAP ? 3.5f : 1.8f);
                }
            }
            if (!chart.getSeriesCollection().isEmpty()) {
                Path picture = file.resolveSibling(file.getFileName() + "-" + theme.suffix + ".png");
                ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", picture.toFile());
            }
        }
    }

    private static void style(XYStyler styler, Theme theme) {
        styler.setXAxisLogarithmic(true);
        styler.setYAxisLogarithmic(true);
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendBackgroundColor(theme.background);
        styler.setLegendBorderColor(theme.background);
        styler.setChartBackgroundColor(theme.background);
        styler.setPlotBackgroundColor(theme.background);
        styler.setPlotGridLinesColor(theme.grid);
        styler.setPlotBorderColor(theme.grid);
        styler.setChartFontColor(theme.text);
        styler.setAxisTickLabelsColor(theme.text);
        styler.setXAxisTitleColor(theme.text);
        styler.setYAxisTitleColor(theme.text);
        styler.setAxisTickMarksColor(theme.grid);
    }
}
