package dev.weakmetadata.samples.types;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of types, as far as one source file by itself tells: enough for a sample, not for a compiler. */
final class Attribution {
    static final String UNKNOWN = "?";

    /** From wide to narrow. */
    private static final List<String> NUMBERS = List.of("double", "float", "long", "int");

    private static final Set<BinaryExpr.Operator> COMPARISONS = Set.of(
            BinaryExpr.Operator.AND,
            BinaryExpr.Operator.OR,
            BinaryExpr.Operator.EQUALS,
            BinaryExpr.Operator.NOT_EQUALS,
            BinaryExpr.Operator.LESS,
            BinaryExpr.Operator.LESS_EQUALS,
            BinaryExpr.Operator.GREATER,
            BinaryExpr.Operator.GREATER_EQUALS);

    private Attribution() {}

    /** The type of an expression, given a function that knows those of its parts. */
    static String type(Expression expression, TypeOf typeOf) {
        if (expression instanceof StringLiteralExpr) {
            return "String";
        } else if (expression instanceof IntegerLiteralExpr) {
            return "int";
        } else if (expression instanceof LongLiteralExpr) {
            return "long";
        } else if (expression instanceof DoubleLiteralExpr) {
            return "double";
        } else if (expression instanceof CharLiteralExpr) {
            return "char";
        } else if (expression instanceof BooleanLiteralExpr || expression instanceof InstanceOfExpr) {
            return "boolean";
        } else if (expression instanceof CastExpr cast) {
            return cast.getType().asString();
        } else if (expression instanceof ObjectCreationExpr creation) {
            return creation.getType().asString();
        } else if (expression instanceof EnclosedExpr enclosed) {
            return typeOf.apply(enclosed.getInner());
        } else if (expression instanceof AssignExpr assignment) {
            return typeOf.apply(assignment.getTarget());
        } else if (expression instanceof UnaryExpr unary) {
            return unary.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT
                    ? "boolean"
                    : typeOf.apply(unary.getExpression());
        } else if (expression instanceof BinaryExpr binary) {
            return COMPARISONS.contains(binary.getOperator())
                    ? "boolean"
                    : combined(typeOf.apply(binary.getLeft()), typeOf.apply(binary.getRight()));
        } else if (expression instanceof ConditionalExpr conditional) {
            String then = typeOf.apply(conditional.getThenExpr());
            return then.equals(UNKNOWN) ? typeOf.apply(conditional.getElseExpr()) : then;
        } else if (expression instanceof ArrayAccessExpr access) {
            String array = typeOf.apply(access.getName());
            return array.endsWith("[]") ? array.substring(0, array.length() - 2) : UNKNOWN;
        } else if (expression instanceof ThisExpr) {
            return ancestors(expression)
                    .filter(TypeDeclaration.class::isInstance)
                    .map(type -> ((TypeDeclaration<?>) type).getNameAsString())
                    .findFirst()
                    .orElse(UNKNOWN);
        } else if (expression instanceof NameExpr name) {
            return declaredType(name).orElse(UNKNOWN);
        } else if (expression instanceof MethodCallExpr call && call.getScope().isEmpty()) {
            return returnType(call).orElse(UNKNOWN);
        }
        return UNKNOWN;
    }

    private static String combined(String left, String right) {
        if (left.equals("String") || right.equals("String")) {
            return "String";
        }
        return NUMBERS.stream()
                .filter(number -> number.equals(left) || number.equals(right))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** From the innermost declaration around the name that has it. */
    private static Optional<String> declaredType(NameExpr name) {
        return ancestors(name)
                .flatMap(Attribution::declarations)
                .filter(declaration -> declaration.name().equals(name.getNameAsString()))
                .map(Declaration::type)
                .findFirst();
    }

    private static Stream<Declaration> declarations(Node scope) {
        return scope.getChildNodes().stream().flatMap(child -> {
            if (child instanceof Parameter parameter) {
                return Stream.of(new Declaration(
                        parameter.getNameAsString(), parameter.getType().asString()));
            } else if (child instanceof VariableDeclarator variable) {
                return Stream.of(Declaration.of(variable));
            } else if (child instanceof FieldDeclaration field) {
                return field.getVariables().stream().map(Declaration::of);
            }
            return child.getChildNodes().stream()
                    .flatMap(grandchild -> grandchild.getChildNodes().stream())
                    .filter(VariableDeclarator.class::isInstance)
                    .map(variable -> Declaration.of((VariableDeclarator) variable));
        });
    }

    private static Optional<String> returnType(MethodCallExpr call) {
        return ancestors(call)
                .filter(TypeDeclaration.class::isInstance)
                .flatMap(type -> ((TypeDeclaration<?>) type).getMethodsByName(call.getNameAsString()).stream())
                .filter(method ->
                        method.getParameters().size() == call.getArguments().size())
                .map(MethodDeclaration::getType)
                .map(type -> type.asString())
                .findFirst();
    }

    private static Stream<Node> ancestors(Node node) {
        return Stream.iterate(
                        node.getParentNode(),
                        Optional::isPresent,
                        parent -> parent.get().getParentNode())
                .map(Optional::get);
    }

    private record Declaration(String name, String type) {
        static Declaration of(VariableDeclarator variable) {
            return new Declaration(
                    variable.getNameAsString(), variable.getType().asString());
        }
    }

    /** Knows the types of the parts of an expression. */
    interface TypeOf {
        String apply(Expression expression);
    }
}
