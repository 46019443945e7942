package io.ape4j.cli;

/** Entry. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("ape");
    }
}
