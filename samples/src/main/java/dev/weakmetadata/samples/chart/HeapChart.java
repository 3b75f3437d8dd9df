package dev.weakmetadata.samples.chart;

import java.awt.BasicStroke;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws what was measured as lines over time. */
final class HeapChart {
    private HeapChart() {}

    static void draw(List<Workload> workloads, Path png) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(500)
                .title("Heap retained while hosts come and go")
                .xAxisTitle("rounds (hosts come at .5 and are gone at .0; idle after round " + Workload.ROUNDS + ")")
                .yAxisTitle("MB")
                .build();
        chart.getStyler().setYAxisMin(0.0).setLegendPosition(LegendPosition.InsideNW);
        for (Workload workload : workloads) {
            int points = workload.megabytes().size();
            List<Double> rounds = IntStream.rangeClosed(1, points)
                    .mapToObj(point -> point / 2.0)
                    .toList();
            chart.addSeries(workload.storeName(), rounds, workload.megabytes()).setLineStyle(new BasicStroke(2));
        }
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", png.toFile());
    }
}
