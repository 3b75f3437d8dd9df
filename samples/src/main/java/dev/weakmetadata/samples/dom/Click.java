package dev.weakmetadata.samples.dom;

/** A click on a button: which one of all clicks on the page. It does not lead back to the button. */
record Click(String label, int number) {}
