package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;

/** The runtime that generated code stands on. */
final class RuntimeNames {
    static final ClassName ARGUMENTS = runtime("Arguments");
    static final ClassName MEMO = runtime("Memo");
    static final ClassName MEMO_CACHE = runtime("MemoCache");
    static final ClassName MEMOS = runtime("Memos");
    static final ClassName METADATA_ENTRY = runtime("MetadataEntry");
    static final ClassName METADATA_TABLE = runtime("MetadataTable");
    static final ClassName RESULTS = runtime("Memoized").nestedClass("Results");
    static final ClassName WORDS = runtime("Words");

    private RuntimeNames() {}

    private static ClassName runtime(String name) {
        return ClassName.get("dev.weakmetadata", name);
    }
}
