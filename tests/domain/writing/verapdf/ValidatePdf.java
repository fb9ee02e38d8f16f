import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds PDF files to a standard: {@code PDFA-3A=file.pdf PDFUA-1=file.pdf …}, one line
 * each: the argument and "true", or "false" and the rules that fail.
 *
 * The profiles are read here because the archive that veraPDF comes in has no JAXB.
 */
public class ValidatePdf {
    public static void main(String[] asked) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        for (String one : asked) {
            String[] parts = one.split("=", 2);
            ValidationProfile profile = profile(parts[0]);
            PDFAFlavour flavour = profile.getPDFAFlavour();
            try (PDFAParser file =
                    Foundries.defaultInstance().createParser(new FileInputStream(parts[1]), flavour)) {
                ValidationResult found =
                        ValidatorFactory.createValidator(profile, false).validate(file);
                System.out.println(one + " " + found.isCompliant() + failures(found));
            }
        }
    }

    private static String failures(ValidationResult found) {
        Set<String> failed = new HashSet<>();
        for (TestAssertion test : found.getTestAssertions()) {
            if (test.getStatus() == TestAssertion.Status.FAILED) {
                failed.add(test.getRuleId().getClause() + " " + test.getMessage());
            }
        }
        return failed.isEmpty() ? "" : " " + failed;
    }

    private static ValidationProfile profile(String name) throws Exception {
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        Document read;
        try (InputStream stream = Profiles.class.getResourceAsStream(path)) {
            read = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
        PDFAFlavour flavour = PDFAFlavour.valueOf(read.getDocumentElement().getAttribute("flavour"));
        Set<Rule> rules = new HashSet<>();
        for (Element rule : all(read.getDocumentElement(), "rule")) {
            Element id = all(rule, "id").get(0);
            List<ErrorArgument> arguments = new ArrayList<>();
            for (Element argument : all(rule, "argument")) {
                arguments.add(
                        ErrorArgumentImpl.fromValues(
                                argument.getTextContent(), argument.getAttribute("name"), ""));
            }
            rules.add(
                    Profiles.ruleFromValues(
                            Profiles.ruleIdFromValues(
                                    PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                                    id.getAttribute("clause"),
                                    Integer.parseInt(id.getAttribute("testNumber"))),
                            rule.getAttribute("object"),
                            Boolean.valueOf(rule.getAttribute("deferred")),
                            rule.getAttribute("tags"),
                            text(rule, "description"),
                            text(rule, "test"),
                            Profiles.errorFromValues(text(rule, "message"), arguments),
                            new ArrayList<>()));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : all(read.getDocumentElement(), "variable")) {
            variables.add(
                    Profiles.variableFromValues(
                            variable.getAttribute("name"),
                            variable.getAttribute("object"),
                            text(variable, "defaultValue"),
                            text(variable, "value")));
        }
        if (rules.isEmpty()) {
            throw new IllegalStateException(name + " has no rules");
        }
        return Profiles.profileFromValues(
                flavour, Profiles.profileDetailsFromValues(name, "", "", new java.util.Date()), "", rules, variables);
    }

    private static List<Element> all(Element within, String name) {
        NodeList found = within.getElementsByTagNameNS("*", name);
        if (found.getLength() == 0) {
            found = within.getElementsByTagName(name);
        }
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }

    private static String text(Element within, String name) {
        return all(within, name).get(0).getTextContent();
    }
}
