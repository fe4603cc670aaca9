// Plays scripted interviews on JavaRosa, the engine of ODK Collect, and writes what it saw.
// Start at main. README.md defines the scripts and the traces. Knows nothing of our own engine:
// it reads an XForm and a script, and says what a phone would have shown.

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

/** One interview: a fresh copy of the form and the verbs a script may use on it. */
public class Interview {
  static final ObjectMapper JSON = new ObjectMapper();

  final FormDef form;
  final FormEntryModel walker;
  final Map<String, QuestionDef> questions = new HashMap<>();
  boolean counted;

  /** Plays NAME.jsonl on NAME.xml for every NAME of a folder, into NAME.javarosa.jsonl. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    wake(folder);
    List<Path> scripts;
    try (Stream<Path> files = Files.list(folder)) {
      scripts = files.filter(Interview::isScript).sorted().toList();
    }
    for (Path script : scripts) {
      String name = script.getFileName().toString().replace(".jsonl", "");
      long began = System.nanoTime();
      int played = play(folder.resolve(name + ".xml"), script, folder.resolve(name + ".javarosa.jsonl"));
      long ms = (System.nanoTime() - began) / 1_000_000;
      System.out.printf("  javarosa: %s: %d interviews, %d ms (%.1f ms each)%n", name, played, ms, ms / Math.max(1.0, played));
    }
  }

  /** NAME.jsonl, but not the traces NAME.engine.jsonl. */
  static boolean isScript(Path path) {
    return path.getFileName().toString().matches("[^.]+\\.jsonl");
  }

  static int play(Path xform, Path script, Path trace) throws IOException {
    String xml = Files.readString(xform);
    int played = 0;
    try (BufferedWriter out = Files.newBufferedWriter(trace)) {
      for (String line : Files.readAllLines(script)) {
        if (line.isBlank()) continue;
        JsonNode wanted = JSON.readTree(line);
        playOne(xml, wanted, out);
        played++;
      }
    }
    return played;
  }

  static void playOne(String xml, JsonNode script, BufferedWriter out) throws IOException {
    boolean each = script.path("each").asBoolean();
    int step = 0;
    ArrayNode outcomes = JSON.createArrayNode();
    try {
      Interview interview = new Interview(onDay(xml, script.path("today").asText("")));
      if (each) write(out, script, 0, outcomes, interview.nodes(), null);
      for (JsonNode action : script.path("actions")) {
        step++;
        outcomes.add(interview.act(action));
        interview.settle();
        if (!each) continue;
        write(out, script, step, outcomes, interview.nodes(), null);
        outcomes = JSON.createArrayNode();
      }
      if (!each) write(out, script, step, outcomes, interview.nodes(), null);
    } catch (Exception fault) {
      write(out, script, step, outcomes, null, fault.toString());
    }
  }

  static void write(BufferedWriter out, JsonNode script, int step, ArrayNode outcomes, ArrayNode nodes, String error) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.set("id", script.path("id"));
    line.put("step", step);
    line.set("outcomes", outcomes);
    if (nodes != null) line.set("nodes", nodes);
    if (error != null) line.put("error", error);
    out.write(JSON.writeValueAsString(line));
    out.write("\n");
  }

  /** The form as it would be on that day. The engine reads the machine's clock; a script must not. */
  static String onDay(String xml, String day) {
    if (day.isEmpty()) return xml;
    return xml.replace("jr:preload=\"date\"", "calculate=\"date('" + day + "')\"")
        .replace("jr:preloadParams=\"today\"", "")
        .replace("today()", "date('" + day + "')")
        .replace("now()", "date-time('" + day + "T12:00:00.000Z')");
  }

  Interview(String xml) throws Exception {
    form = XFormUtils.getFormFromInputStream(new java.io.ByteArrayInputStream(xml.getBytes("UTF-8")));
    form.initialize(true, new InstanceInitializationFactory());
    if (form.getLocalizer() != null) form.getLocalizer().setToDefault();
    walker = new FormEntryModel(form);
    collect(form);
    settle();
  }

  void collect(IFormElement element) {
    if (element instanceof GroupDef group && group.getCountReference() != null) counted = true;
    if (element instanceof QuestionDef question) {
      questions.put(((TreeReference) question.getBind().getReference()).genericize().toString(false), question);
    }
    if (element.getChildren() != null) element.getChildren().forEach(this::collect);
  }

  String act(JsonNode action) throws Exception {
    if (action.has("set")) return set(action.get("set").asText(), action.path("value").asText(""));
    if (action.has("add")) return add(action.get("add").asText());
    if (action.has("remove")) return remove(action.get("remove").asText());
    throw new IOException("an action this driver does not know: " + action);
  }

  String set(String path, String text) {
    TreeElement node = find(form.getMainInstance().getRoot(), path);
    if (node == null) return "absent";
    if (!node.isRelevant()) return "not_relevant";
    QuestionDef question = question(node);
    if (question == null || !node.isEnabled()) return "readonly";
    IAnswerData answer = null;
    if (!text.isEmpty()) {
      if (isSelect(question)) {
        List<String> offered = codes(question, node);
        if (!offered.containsAll(Arrays.asList(text.split(" ")))) return "not_offered";
        if (question.getControlType() == Constants.CONTROL_SELECT_MULTI) text = inOrder(text, offered);
      }
      try {
        check(text, node.getDataType());
        answer = AnswerDataFactory.template(question.getControlType(), node.getDataType()).cast(new UncastData(text));
      } catch (IllegalArgumentException fault) {
        return "type";
      }
    }
    if (!form.evaluateConstraint(node.getRef(), answer)) return "constraint";
    form.setValue(answer, node.getRef(), true);
    return "ok";
  }

  /** What a text must be to answer a question of a type; the engine itself lets more through. */
  static void check(String text, int type) {
    boolean fits = switch (type) {
      case Constants.DATATYPE_INTEGER -> text.matches("-?[0-9]+");
      case Constants.DATATYPE_DECIMAL -> text.matches("-?[0-9]+(\\.[0-9]+)?");
      case Constants.DATATYPE_DATE -> isDay(text);
      default -> true;
    };
    if (!fits) throw new IllegalArgumentException(text);
  }

  static boolean isDay(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeParseException fault) {
      return false;
    }
  }

  /** Whoever ticks boxes leaves the codes in the order of the boxes. */
  static String inOrder(String codes, List<String> offered) {
    List<String> ticked = new ArrayList<>(offered);
    ticked.retainAll(Arrays.asList(codes.split(" ")));
    return String.join(" ", ticked);
  }

  String add(String path) throws Exception {
    TreeElement last = null;
    int rows = 0;
    while ((last = find(form.getMainInstance().getRoot(), path + "[" + (rows + 1) + "]")) != null) rows++;
    FormIndex index = repeat(path + "[" + (rows + 1) + "]");
    if (index == null) return "absent";
    if (((GroupDef) form.getChild(index)).noAddRemove) return "readonly";
    if (!walker.isIndexRelevant(index)) return "not_relevant";
    form.createNewRepeat(index);
    return "ok";
  }

  String remove(String path) {
    FormIndex index = repeat(path);
    if (index == null || find(form.getMainInstance().getRoot(), path) == null) return "absent";
    if (((GroupDef) form.getChild(index)).noAddRemove) return "readonly";
    form.deleteRepeat(index);
    return "ok";
  }

  /** The place of a repeat's row, which need not exist yet. */
  FormIndex repeat(String path) {
    FormIndex index = FormIndex.createBeginningOfFormIndex();
    while (!(index = walker.incrementIndex(index)).isEndOfFormIndex()) {
      if (form.getChild(index) instanceof GroupDef group && group.getRepeat() && path.equals(named(index.getReference()))) return index;
    }
    return null;
  }

  /** A reference to a row, with positions on the repeats only. */
  String named(TreeReference row) {
    StringBuilder path = new StringBuilder();
    for (int level = 0; level < row.size(); level++) {
      TreeReference here = row.getSubReference(level);
      TreeElement node = form.getMainInstance().getTemplatePath(here);
      path.append('/').append(row.getName(level));
      if (node != null && node.isRepeatable()) path.append('[').append(row.getMultiplicity(level) + 1).append(']');
    }
    return path.toString();
  }

  /**
   * What Collect does while its user turns the pages: rows appear up to a repeat's count, and a
   * choice that is no longer on offer is taken back, which what depends on it must learn.
   */
  void settle() {
    for (int round = 0; round < 20; round++) {
      boolean quiet = true;
      if (counted) {
        long before = size(form.getMainInstance().getRoot());
        FormIndex index = FormIndex.createBeginningOfFormIndex();
        while (!(index = walker.incrementIndex(index)).isEndOfFormIndex()) walker.setQuestionIndex(index);
        walker.setQuestionIndex(FormIndex.createBeginningOfFormIndex());
        quiet = before == size(form.getMainInstance().getRoot());
      }
      if (takeBack(form.getMainInstance().getRoot())) quiet = false;
      if (quiet) return;
    }
    throw new IllegalStateException("the form does not come to rest");
  }

  static long size(TreeElement node) {
    long all = 1;
    for (int i = 0; i < node.getNumChildren(); i++) all += size(node.getChildAt(i));
    return all;
  }

  boolean takeBack(TreeElement node) {
    if (node.getMult() == TreeReference.INDEX_TEMPLATE || !node.isRelevant()) return false;
    boolean changed = false;
    QuestionDef question = question(node);
    if (question != null && isSelect(question) && node.getValue() != null) {
      String before = text(node);
      codes(question, node);
      if (!before.equals(text(node))) {
        form.setValue(node.getValue(), node.getRef(), true);
        changed = true;
      }
    }
    for (int i = 0; i < node.getNumChildren(); i++) changed |= takeBack(node.getChildAt(i));
    return changed;
  }

  ArrayNode nodes() {
    ArrayNode all = JSON.createArrayNode();
    TreeElement root = form.getMainInstance().getRoot();
    for (int i = 0; i < root.getNumChildren(); i++) list(root.getChildAt(i), "/" + root.getName(), all);
    return all;
  }

  void list(TreeElement node, String parent, ArrayNode all) {
    if (node.getMult() == TreeReference.INDEX_TEMPLATE || node.getName().equals("meta") || node.getPreloadHandler() != null) return;
    String path = parent + "/" + step(node);
    ObjectNode line = all.addObject();
    line.put("path", path);
    line.put("relevant", node.isRelevant());
    if (!node.isRelevant()) return;
    if (node.getNumChildren() == 0) describe(node, line);
    for (int i = 0; i < node.getNumChildren(); i++) list(node.getChildAt(i), path, all);
  }

  void describe(TreeElement node, ObjectNode line) {
    line.put("required", node.isRequired());
    line.put("valid", form.evaluateConstraint(node.getRef(), node.getValue()));
    line.put("value", text(node));
    QuestionDef question = question(node);
    if (question != null && isSelect(question)) {
      ArrayNode offered = line.putArray("choices");
      codes(question, node).forEach(offered::add);
    }
  }

  /** The value as a submission would hold it; ticked codes sorted, numbers without a tail. */
  String text(TreeElement node) {
    IAnswerData value = node.getValue();
    if (value == null) return "";
    String text = value.uncast().getString();
    QuestionDef question = question(node);
    if (question != null && question.getControlType() == Constants.CONTROL_SELECT_MULTI) return String.join(" ", new TreeSet<>(Arrays.asList(text.split(" "))));
    if (text.matches("-?[0-9]+\\.[0-9]+(E-?[0-9]+)?")) return new BigDecimal(text).stripTrailingZeros().toPlainString();
    return text;
  }

  QuestionDef question(TreeElement node) {
    return questions.get(node.getRef().genericize().toString(false));
  }

  static boolean isSelect(QuestionDef question) {
    int control = question.getControlType();
    return control == Constants.CONTROL_SELECT_ONE || control == Constants.CONTROL_SELECT_MULTI || control == Constants.CONTROL_RANK;
  }

  List<String> codes(QuestionDef question, TreeElement node) {
    List<SelectChoice> offered = question.getDynamicChoices() == null ? question.getChoices() : question.getDynamicChoices().getChoices(form, node.getRef());
    List<String> codes = new ArrayList<>();
    for (SelectChoice choice : offered) codes.add(choice.getValue());
    return codes;
  }

  static String step(TreeElement node) {
    return node.isRepeatable() ? node.getName() + "[" + (node.getMult() + 1) + "]" : node.getName();
  }

  /** The node at a path such as /data/person[2]/age, or null. */
  static TreeElement find(TreeElement root, String path) {
    String[] steps = path.split("/");
    if (steps.length < 2 || !steps[1].equals(root.getName())) return null;
    TreeElement node = root;
    for (int level = 2; level < steps.length && node != null; level++) {
      TreeElement next = null;
      for (int i = 0; i < node.getNumChildren(); i++) {
        TreeElement child = node.getChildAt(i);
        if (child.getMult() != TreeReference.INDEX_TEMPLATE && step(child).equals(steps[level])) next = child;
      }
      node = next;
    }
    return node;
  }

  /** What Collect sets up when it starts; files of a form lie beside it. */
  static void wake(Path folder) {
    PropertyManager.setPropertyManager(new Properties());
    new XFormsModule().registerModule();
    new JavaRosaCoreModule().registerModule();
    ReferenceManager.instance().addReferenceFactory(new PrefixedRootFactory(new String[] {"file-csv", "file"}) {
      @Override protected Reference factory(String terminal, String uri) {
        return new Beside(folder.resolve(terminal.substring(1)), uri);
      }
    });
  }

  record Beside(Path path, String uri) implements Reference {
    @Override public boolean doesBinaryExist() { return Files.exists(path); }
    @Override public InputStream getStream() throws IOException { return new FileInputStream(path.toFile()); }
    @Override public String getURI() { return uri; }
    @Override public String getLocalURI() { return path.toString(); }
    @Override public boolean isReadOnly() { return true; }
    @Override public OutputStream getOutputStream() throws IOException { throw new IOException("read only"); }
    @Override public void remove() throws IOException { throw new IOException("read only"); }
    @Override public Reference[] probeAlternativeReferences() { return new Reference[0]; }
  }

  static class Properties implements IPropertyManager {
    @Override public List<String> getProperty(String name) { return List.of("device"); }
    @Override public String getSingularProperty(String name) { return "device"; }
    @Override public void setProperty(String name, String value) {}
    @Override public void setProperty(String name, List<String> value) {}
    @Override public void addRules(IPropertyRules rules) {}
    @Override public List<IPropertyRules> getRules() { return List.of(); }
  }
}
