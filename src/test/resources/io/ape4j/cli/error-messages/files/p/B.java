interface B {
    @UserMessage(value = "Look at {{box}}", template = "x")
    String look(String box);

    @UserMessage(value = {"Look at", "{{box}}"}, delimiter = END)
    String see(String box);
}
