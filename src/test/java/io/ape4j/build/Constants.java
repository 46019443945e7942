package io.ape4j.build;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds regular expressions, and replacements for what they match, that are not written in the source. It looks at the
 * syntax alone: names in capitals are taken for constants.
 */
public final class Constants {
    private Constants() {}

    /** {@code File.java: call} for each call in the sources that is not among those allowed. */
    public static List<String> changingPatterns(Path sources, Set<String> allowed) throws IOException {
        final Set<String> found = new TreeSet<>();
        final List<Path> files;
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        final List<Source> read = new ArrayList<>();
        for (final Path file : files) {
            read.add(new Source(String.valueOf(file.getFileName()), Files.readString(file)));
        }
        found.addAll(changingPatterns(read));
        found.removeAll(allowed);
        return List.copyOf(found);
    }

    /** The same of one source. */
    public static List<String> changingPatterns(String file, String source) throws IOException {
        return changingPatterns(List.of(new Source(file, source)));
    }

    private static List<String> changingPatterns(List<Source> sources) throws IOException {
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of(), null, sources);
        final List<String> found = new ArrayList<>();
        for (final CompilationUnitTree unit : task.parse()) {
            new Calls(found, unit.getSourceFile().getName().replaceFirst("^/", "")).scan(unit, null);
        }
        return found;
    }

    private static final class Calls extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final List<String> found;
        private final String file;

        Calls(List<String> found, String file) {
            this.found = found;
            this.file = file;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            if (call.getMethodSelect() instanceof MemberSelectTree select
                    && changes(select, List.copyOf(call.getArguments()))) {
                found.add(file + ": " + call);
            }
            return super.visitMethodInvocation(call, null);
        }

        private static boolean changes(MemberSelectTree select, List<ExpressionTree> arguments) {
            final String method = select.getIdentifier().toString();
            final String receiver = select.getExpression().toString();
            return switch (method) {
                case "compile" -> receiver.equals("Pattern") && !isConstant(arguments.get(0));
                case "matches" -> isChangingMatch(receiver, arguments);
                case "replaceAll", "replaceFirst" -> !arguments.stream().allMatch(Calls::isConstant);
                case "split" -> !arguments.isEmpty() && !isCapital(receiver) && !isConstant(arguments.get(0));
                default -> false;
            };
        }

        private static boolean isChangingMatch(String receiver, List<ExpressionTree> arguments) {
            final boolean hasPattern = arguments.size() == 2 || (arguments.size() == 1 && !isCapital(receiver));
            return hasPattern && !isConstant(arguments.get(0));
        }

        private static boolean isConstant(ExpressionTree expression) {
            if (expression instanceof BinaryTree sum) {
                return isConstant(sum.getLeftOperand()) && isConstant(sum.getRightOperand());
            }
            if (expression instanceof ParenthesizedTree inner) {
                return isConstant(inner.getExpression());
            }
            if (expression instanceof MethodInvocationTree call) {
                final String method = call.getMethodSelect().toString();
                return method.equals("Pattern.quote") || method.equals("Matcher.quoteReplacement");
            }
            return expression instanceof LiteralTree
                    || expression instanceof LambdaExpressionTree
                    || expression instanceof MemberReferenceTree
                    || (expression instanceof IdentifierTree name
                            && isCapital(name.getName().toString()));
        }

        private static boolean isCapital(String name) {
            return name.matches("[A-Z][A-Z0-9_]*");
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
