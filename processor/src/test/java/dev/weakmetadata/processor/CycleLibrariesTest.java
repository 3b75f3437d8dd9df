package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.ast.Node;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.AttributeMap;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found in metadata of objects that real libraries make: the paths, one a line, all others being silent. */
class CycleLibrariesTest {
    private static final Pattern FOUND = Pattern.compile("never collected: (.*?);");

    private static void assertFinds(Compiler compiler, String declarations, String... paths) {
        Compiler.Task task = compiler.task().source("test/State.java", Behaviour.header() + declarations);
        Stream.of(Element.class, Node.class, Channel.class, AttributeMap.class, ByteBuf.class)
                .map(CycleLibrariesTest::jar)
                .forEach(task::classPath);
        Matcher found = FOUND.matcher(task.compile().expectSuccess().messages());
        assertThat(found.results().map(match -> match.group(1)).collect(Collectors.toList()))
                .containsExactly(paths);
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void swing(Compiler compiler) {
        assertFinds(
                compiler,
                """
                import java.awt.event.*;
                import javax.swing.*;
                import javax.swing.event.*;
                import javax.swing.table.*;
                import javax.swing.tree.*;
                class Click implements ActionListener {
                    private final JButton source = new JButton();
                    public void actionPerformed(ActionEvent e) {}
                }
                class Validator { private JComponent component; private java.awt.Color normal; }
                class Tooltip extends MouseAdapter { private JLabel popup; private javax.swing.Timer timer; }
                @WeakMetadata interface State {
                    Click click(JButton b);
                    Action action(JButton b);
                    Validator validator(JTextField f);
                    Validator ofAny(JComponent c);
                    Tooltip tooltip(JTextField f);
                    JLabel label(JTextField f);
                    JRootPane root(JButton b);
                    JTableHeader header(JTable t);
                    TableColumnModel columns(JTable t);
                    TreePath selected(JTree t);
                    UndoState undo(JTextArea a);
                    Map<JTextField, String> errors(JPanel p);
                    List<JTextField> fields(JTextField f);
                }
                class UndoState { javax.swing.undo.UndoManager manager; DocumentListener listener; }
                """,
                "State.click → Click.source : JButton",
                "State.ofAny → Validator.component : JComponent",
                "State.root → JRootPane.defaultButton : JButton",
                "State.header → JTableHeader.table : JTable",
                "State.fields : List<JTextField>");
    }

    @ParameterizedTest
    @EnumSource
    void dom(Compiler compiler) {
        assertFinds(
                compiler,
                """
                import org.w3c.dom.*;
                record Style(String color, int width) {}
                class Binding { private Element element; private String property; }
                class Selection { private final List<Node> nodes = new ArrayList<>(); }
                @WeakMetadata interface State {
                    Style style(Element e);
                    Binding binding(Element e);
                    Selection selection(Element e);
                    Selection ofNode(Node n);
                    Element owner(Attr a);
                    Element parent(Node n);
                    Document document(Element e);
                    @Memoized default List<Element> children(Element e) { return List.of(); }
                }
                """,
                "State.binding → Binding.element : Element",
                "State.ofNode → Selection.nodes : List<Node>",
                "State.parent : Element (Element is a subtype of Node)",
                "State.children : List<Element>");
    }

    @ParameterizedTest
    @EnumSource
    void compilerTrees(Compiler compiler) {
        assertFinds(
                compiler,
                """
                import com.sun.source.tree.*;
                import com.sun.source.util.*;
                import javax.lang.model.element.*;
                import javax.lang.model.type.*;
                class Scope { Scope outer; Map<String, VariableTree> variables; MethodTree method; }
                @WeakMetadata interface State {
                    int complexity(Tree t);
                    TypeMirror type(Tree t);
                    Element symbol(Tree t);
                    Scope scope(BlockTree t);
                    Scope ofMethod(MethodTree t);
                    TreePath path(Tree t);
                    Tree parent(Tree t);
                    @Memoized default Set<VariableTree> reads(Tree t) { return Set.of(); }
                    @Memoized default Set<String> names(Tree t) { return Set.of(); }
                }
                """,
                "State.ofMethod → Scope.method : MethodTree",
                "State.path : TreePath",
                "State.parent : Tree",
                "State.reads : Set<VariableTree> (VariableTree is a subtype of Tree)");
    }

    @ParameterizedTest
    @EnumSource
    void jsoup(Compiler compiler) {
        assertFinds(
                compiler,
                """
                import org.jsoup.nodes.*;
                import org.jsoup.select.*;
                import org.jsoup.parser.*;
                class Price { private final String currency = ""; private long cents; }
                class Match { private Evaluator query; private Elements found; }
                @WeakMetadata interface State {
                    Price price(Element e);
                    Match match(Element e);
                    TextNode text(Element e);
                    Attributes attributes(Element e);
                    Tag tag(Element e);
                    Document document(Element e);
                    Element parent(TextNode t);
                    Document.OutputSettings settings(Document d);
                    Parser parser(Document d);
                }
                """,
                "State.match → Match.found : Elements",
                "State.text → Node.parentNode : Element",
                "State.document : Document (Document is a subtype of Element)",
                "State.parser → Parser.treeBuilder → TreeBuilder.doc : Document");
    }

    @ParameterizedTest
    @EnumSource
    void netty(Compiler compiler) {
        assertFinds(
                compiler,
                """
                import io.netty.channel.*;
                import io.netty.channel.nio.*;
                import io.netty.channel.socket.nio.*;
                import io.netty.buffer.*;
                import io.netty.util.*;
                class Session { private String user; private ChannelHandlerContext context; }
                class Peer { private Channel channel; }
                @WeakMetadata interface State {
                    long received(Channel c);
                    Session session(Channel c);
                    Peer peer(Channel c);
                    ChannelPromise closed(Channel c);
                    DefaultChannelPromise failed(Channel c);
                    ByteBuf pending(Channel c);
                    NioEventLoopGroup group(Channel c);
                    EventLoop loop(Channel c);
                    ChannelOutboundBuffer outbound(Channel c);
                    ChannelInitializer<Channel> initializer(Channel c);
                    Attribute<Channel> attribute(Channel c);
                }
                """,
                "State.peer → Peer.channel : Channel",
                "State.failed → DefaultChannelPromise.channel : Channel",
                "State.outbound → ChannelOutboundBuffer.channel : Channel");
    }

    @ParameterizedTest
    @EnumSource
    void javaParser(Compiler compiler) {
        assertFinds(
                compiler,
                """
                import com.github.javaparser.*;
                import com.github.javaparser.ast.*;
                import com.github.javaparser.ast.body.*;
                import com.github.javaparser.ast.expr.*;
                import com.github.javaparser.ast.stmt.*;
                import com.github.javaparser.ast.type.*;
                class Scope { private Scope outer; private Map<String, String> names; }
                @WeakMetadata interface State {
                    int complexity(Node n);
                    Scope scope(BlockStmt b);
                    Type type(Expression e);
                    MethodDeclaration method(Expression e);
                    SimpleName name(Node n);
                    Range range(Node n);
                    Position position(Node n);
                    TokenRange tokens(Node n);
                    @Memoized default List<MethodCallExpr> calls(MethodDeclaration m) { return List.of(); }
                    CompilationUnit.Storage storage(CompilationUnit u);
                }
                """,
                "State.type → Type.annotations : NodeList<AnnotationExpr> (AnnotationExpr is a subtype of Expression)",
                "State.method → BodyDeclaration.annotations : NodeList<AnnotationExpr> (AnnotationExpr is a subtype of Expression)",
                "State.name : SimpleName (SimpleName is a subtype of Node)",
                "State.storage → Storage.compilationUnit : CompilationUnit");
    }
}
