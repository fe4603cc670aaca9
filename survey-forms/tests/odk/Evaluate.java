import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;
import org.javarosa.xpath.expr.XPathPathExpr;

/**
 * Fills the second and third column of a table of expressions with what JavaRosa computes.
 * Arguments: the form, the table (rewritten in place). See regenerate.sh.
 */
public class Evaluate {
    public static void main(String[] args) throws Exception {
        new XFormsModule().registerModule();
        new JavaRosaCoreModule().registerModule();
        FormDef form = XFormUtils.getFormFromInputStream(new FileInputStream(args[0]));
        form.initialize(true, new InstanceInitializationFactory());
        TreeReference own =
            ((XPathPathExpr) XPathParseTool.parseXPath("/data/own")).getReference();

        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            if (line.isBlank() || line.startsWith("#")) {
                rows.add(line);
                continue;
            }
            String[] cells = line.split("\t", -1);
            String[] computed = compute(form, own, cells[0]);
            String mark = cells.length > 3 ? "\t" + cells[3] : "";
            rows.add(cells[0] + "\t" + computed[0] + "\t" + computed[1] + mark);
        }
        Files.writeString(Path.of(args[1]), String.join("\n", rows) + "\n");
    }

    /** The value as a form would store it, and its kind. */
    private static String[] compute(FormDef form, TreeReference own, String expression) {
        String xpath = expression
            .replaceAll("\\$\\{(hours|called)\\}", "/data/member/$1")
            .replaceAll("\\$\\{([a-z_]+)\\}", "/data/$1");
        try {
            EvaluationContext here = new EvaluationContext(form.getEvaluationContext(), own);
            Object value = XPathFuncExpr.unpack(
                XPathParseTool.parseXPath(xpath).eval(form.getMainInstance(), here));
            if (value instanceof Boolean) {
                return new String[] {value.toString(), "yesno"};
            } else if (value instanceof Double) {
                boolean blank = ((Double) value).isNaN();
                return new String[] {blank ? "" : XPathFuncExpr.toString(value), "number"};
            } else if (value instanceof Date) {
                String text = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").format(value);
                return new String[] {text.replace("T00:00:00.000-06:00", ""), "date"};
            } else if (value == null) {
                return new String[] {"", "nothing"};
            }
            return new String[] {value.toString(), "text"};
        } catch (Throwable fault) {
            if (System.getenv("WHY") != null) {
                System.err.println(expression + "  ->  " + fault);
            }
            return new String[] {"", "fault"};
        }
    }
}
