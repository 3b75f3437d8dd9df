package dev.weakmetadata.samples.window;

import java.awt.AWTException;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import javax.imageio.ImageIO;
import javax.swing.JFrame;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;

/** The form in a real window, on whatever display there is. */
public final class FormWindow {
    private final JFrame frame = new JFrame("FieldState");
    private final Form form;

    private FormWindow(FieldState state) {
        form = new Form(state, new HashMap<>());
        frame.add(form.panel);
        frame.pack();
        frame.setLocation(40, 40);
        frame.setVisible(true);
        form.type();
    }

    /** Shows the window, and leaves what the display shows of it as a picture in the file named. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]).toAbsolutePath();
        Files.createDirectories(file.getParent());
        ImageIO.write(picture(FieldState.create()), "png", file.toFile());
        System.out.println(file);
        System.exit(0);
    }

    /** What the display shows of the window, once the fields have their colours. */
    static BufferedImage picture(FieldState state)
            throws AWTException, IOException, InterruptedException, InvocationTargetException {
        FormWindow[] window = new FormWindow[1];
        SwingUtilities.invokeAndWait(() -> window[0] = new FormWindow(state));
        try {
            return window[0].picture();
        } finally {
            SwingUtilities.invokeAndWait(window[0].frame::dispose);
        }
    }

    private BufferedImage picture() throws AWTException, InterruptedException {
        Robot robot = new Robot();
        BufferedImage picture;
        int tries = 0;
        do {
            Thread.sleep(100);
            robot.waitForIdle();
            picture = robot.createScreenCapture(new Rectangle(form.panel.getLocationOnScreen(), form.panel.getSize()));
        } while (!(shows(picture, form.field(1)) && shows(picture, form.field(2))) && ++tries < 50);
        return picture;
    }

    /** Whether a field has its colour in the picture. */
    private boolean shows(BufferedImage picture, JTextField field) {
        Point point = SwingUtilities.convertPoint(field, field.getWidth() - 8, field.getHeight() / 2, form.panel);
        return picture.getRGB(point.x, point.y) == field.getBackground().getRGB();
    }

    /** Whether a picture has a colour. */
    static boolean has(BufferedImage picture, int rgb) {
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                if (picture.getRGB(x, y) == rgb) {
                    return true;
                }
            }
        }
        return false;
    }
}
