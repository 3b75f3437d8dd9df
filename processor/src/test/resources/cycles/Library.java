package lib;

import java.util.List;

/** Stands for a library: compiled by itself, without metadata, in a package unlike the user's. */
public final class Library {
    private Library() {}

    public abstract static class Base {}

    public interface Marker {}

    /** A generic class that holds what it is given. */
    public static final class Holder<T> {
        private T content;

        public void set(T content) {
            this.content = content;
        }
    }

    /** A model whose children know their parent. */
    public static class Element {
        private String name;

        public String name() {
            return name;
        }
    }

    public static final class Text extends Part {
        private String characters;
    }

    public abstract static class Part {
        private Element parent;
    }

    public static final class Attributes {
        private String[] keys;
        private List<String> values;
    }
}
