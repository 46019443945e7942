package io.ape4j.export.place;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MemberValuePair;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A prompt in Java source: a {@code String} constant, or a method of an AI service of LangChain4j with {@code
 * SystemMessage} and {@code UserMessage}. It is named by its own name, or {@code Type.name} where several have that.
 */
public final class JavaPlace extends MessagePlace {
    private static final String SYSTEM = "SystemMessage";
    private static final String USER = "UserMessage";
    private static final String DELIMITER = "\n";

    public JavaPlace(String marker, ExportFormat resources) {
        super(marker, resources);
    }

    @Override
    Map<Role, Passage> messages(String source) {
        return found(source) instanceof MethodDeclaration method
                ? ofMethod(source, method)
                : Map.of(Role.USER, ofConstant(source, (VariableDeclarator) found(source)));
    }

    @Override
    void requireFilled(String source, List<String> fields) {
        if (found(source) instanceof MethodDeclaration method) {
            final List<String> parameters =
                    method.getParameters().stream().map(JavaPlace::variable).toList();
            fields.stream()
                    .filter(field -> !parameters.contains(field))
                    .findFirst()
                    .ifPresent(field -> {
                        throw new ExportRefused(
                                "the method " + method.getNameAsString() + " has no parameter for {{" + field
                                        + "}}, but " + (parameters.isEmpty() ? "none" : String.join(", ", parameters))
                                        + "; name one"
                                        + " with @V(\"" + field + "\")");
                    });
        }
    }

    /** What LangChain4j calls a parameter in templates. */
    private static String variable(Parameter parameter) {
        return parameter
                .getAnnotationByName("V")
                .filter(SingleMemberAnnotationExpr.class::isInstance)
                .map(annotation -> ((SingleMemberAnnotationExpr) annotation).getMemberValue())
                .filter(StringLiteralExpr.class::isInstance)
                .map(value -> ((StringLiteralExpr) value).asString())
                .orElseGet(parameter::getNameAsString);
    }

    private Node found(String source) {
        final CompilationUnit unit = parsed(source);
        final List<Node> named = prompts(unit);
        named.removeIf(node -> !isNamed(node, marker()));
        if (named.stream().filter(node -> qualified(node).equals(marker())).count() == 1) {
            named.removeIf(node -> !qualified(node).equals(marker()));
        }
        if (named.size() == 1) {
            return named.get(0);
        }
        throw new IllegalArgumentException(
                named.isEmpty()
                        ? "it has no String constant " + marker()
                                + ", and no method of that name with @SystemMessage or" + " @UserMessage" + known(unit)
                        : "it has " + marker() + " " + named.size() + " times: as "
                                + String.join(
                                        ", ",
                                        named.stream().map(JavaPlace::qualified).toList())
                                + "; name one of them so, or give overloads names of their own");
    }

    private static CompilationUnit parsed(String source) {
        final ParseResult<CompilationUnit> result = new JavaParser(new ParserConfiguration()
                        .setLanguageLevel(LanguageLevel.BLEEDING_EDGE)
                        .setTabSize(1)
                        .setAttributeComments(false))
                .parse(source);
        return result.getResult()
                .filter(unit -> result.isSuccessful())
                .orElseThrow(() -> new IllegalArgumentException("it can't be read as Java: "
                        + result.getProblems()
                                .get(0)
                                .getMessage()
                                .lines()
                                .findFirst()
                                .orElse("")
                        + result.getProblems()
                                .get(0)
                                .getLocation()
                                .flatMap(at -> at.toRange())
                                .map(range -> " (line " + range.begin.line + ")")
                                .orElse("")));
    }

    /** All constants and methods that could be meant. */
    private static List<Node> prompts(CompilationUnit unit) {
        final List<Node> prompts = new ArrayList<>(unit.findAll(VariableDeclarator.class, JavaPlace::isConstant));
        prompts.addAll(unit.findAll(MethodDeclaration.class, JavaPlace::isAnnotated));
        return prompts;
    }

    private static boolean isConstant(VariableDeclarator variable) {
        return variable.getTypeAsString().replace("java.lang.", "").equals("String")
                && variable.getInitializer().isPresent()
                && variable.getParentNode()
                        .filter(FieldDeclaration.class::isInstance)
                        .isPresent();
    }

    private static boolean isAnnotated(MethodDeclaration method) {
        return method.getAnnotationByName(SYSTEM).isPresent()
                || method.getAnnotationByName(USER).isPresent();
    }

    private static boolean isNamed(Node node, String marker) {
        return marker.indexOf('.') < 0 ? simple(node).equals(marker) : ("." + qualified(node)).endsWith("." + marker);
    }

    private static String simple(Node node) {
        return node instanceof MethodDeclaration method
                ? method.getNameAsString()
                : ((VariableDeclarator) node).getNameAsString();
    }

    /** With the types that it stands in. */
    private static String qualified(Node node) {
        String name = simple(node);
        for (Optional<Node> parent = node.getParentNode();
                parent.isPresent();
                parent = parent.get().getParentNode()) {
            if (parent.get() instanceof TypeDeclaration<?> type) {
                name = type.getNameAsString() + "." + name;
            }
        }
        return name;
    }

    private static String known(CompilationUnit unit) {
        final List<String> names =
                prompts(unit).stream().map(JavaPlace::qualified).distinct().toList();
        return names.isEmpty() ? "" : "; there are: " + String.join(", ", names);
    }

    private static Passage ofConstant(String source, VariableDeclarator constant) {
        return JavaPassage.of(source, constant.getInitializer().orElseThrow(), "")
                .orElseThrow(() -> new IllegalArgumentException("the constant " + constant.getNameAsString()
                        + " is not made of string literals alone; write its text there, in one or several"));
    }

    private static Map<Role, Passage> ofMethod(String source, MethodDeclaration method) {
        final Map<Role, Passage> messages = new EnumMap<>(Role.class);
        text(source, method, SYSTEM).ifPresent(passage -> messages.put(Role.SYSTEM, passage));
        text(source, method, USER).ifPresent(passage -> messages.put(Role.USER, passage));
        if (!messages.containsKey(Role.SYSTEM)) {
            ofType(source, method).ifPresent(passage -> messages.put(Role.SYSTEM, passage));
        }
        if (!messages.containsKey(Role.USER)) {
            messages.put(Role.USER, argument(method));
        }
        return messages;
    }

    /** A type's system message holds for all of its methods that have none. */
    private static Optional<Passage> ofType(String source, MethodDeclaration method) {
        return method.getParentNode()
                .filter(TypeDeclaration.class::isInstance)
                .flatMap(type -> text(source, (TypeDeclaration<?>) type, SYSTEM))
                .map(passage -> new FixedPassage(
                        passage.text(),
                        "the @SystemMessage of the type holds for all of its" + " methods; put one at the method "
                                + method.getNameAsString() + " for another"));
    }

    private static Optional<Passage> text(String source, NodeWithAnnotations<?> method, String name) {
        final Optional<AnnotationExpr> annotation = method.getAnnotationByName(name);
        if (annotation.isEmpty()) {
            return Optional.empty();
        }
        if (annotation.get() instanceof SingleMemberAnnotationExpr single) {
            return Optional.of(literal(source, name, single.getMemberValue(), DELIMITER));
        }
        String delimiter = DELIMITER;
        final List<Expression> values = new ArrayList<>();
        for (final MemberValuePair pair : pairs(annotation.get())) {
            switch (pair.getNameAsString()) {
                case "value" -> values.add(pair.getValue());
                case "delimiter" -> delimiter = delimiter(pair.getValue());
                case "fromResource" ->
                    throw new IllegalArgumentException("@" + name + " takes its text from the resource "
                            + pair.getValue() + "; name that file instead");
                default ->
                    throw new IllegalArgumentException("@" + name + " has " + pair.getNameAsString()
                            + ", which is not known here; write the text into it alone");
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(literal(source, name, values.get(0), delimiter));
    }

    private static List<MemberValuePair> pairs(AnnotationExpr annotation) {
        return annotation instanceof NormalAnnotationExpr normal ? normal.getPairs() : List.of();
    }

    private static String delimiter(Expression value) {
        if (value instanceof StringLiteralExpr literal) {
            return literal.asString();
        }
        throw new IllegalArgumentException("the delimiter of an annotation is no string literal; write one");
    }

    private static Passage literal(String source, String annotation, Expression value, String delimiter) {
        return JavaPassage.of(source, value, delimiter)
                .orElseThrow(() -> new IllegalArgumentException("@" + annotation
                        + " is not made of string literals alone; write its text there, in one or several"));
    }

    /** Where no text of a user message is given, LangChain4j sends an argument as it is. */
    private static Passage argument(MethodDeclaration method) {
        final List<Parameter> marked = method.getParameters().stream()
                .filter(parameter -> parameter.getAnnotationByName(USER).isPresent())
                .toList();
        final List<Parameter> sent = marked.isEmpty() ? method.getParameters() : marked;
        if (sent.size() != 1) {
            throw new IllegalArgumentException("the method " + method.getNameAsString()
                    + " has no text in @UserMessage, and "
                    + method.getParameters().size()
                    + " parameters; write the text there, with {{name}} for each");
        }
        return new FixedPassage(
                "{{" + sent.get(0).getNameAsString() + "}}",
                "the argument of the method " + method.getNameAsString()
                        + " is its user message; write @UserMessage(\"...\") at the method for another");
    }
}
