package org.pfnproof.engine.explorer.mutant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.pfnproof.engine.mutant.Kind;
import org.pitest.classinfo.ClassName;
import org.pitest.classpath.ClassloaderByteArraySource;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.gregor.GregorMutater;
import org.pitest.mutationtest.engine.gregor.MethodMutatorFactory;
import org.pitest.mutationtest.engine.gregor.mutators.ConditionalsBoundaryMutator;
import org.pitest.mutationtest.engine.gregor.mutators.InlineConstantMutator;
import org.pitest.mutationtest.engine.gregor.mutators.NegateConditionalsMutator;
import org.pitest.mutationtest.engine.gregor.mutators.RemoveConditionalMutator;
import org.pitest.mutationtest.engine.gregor.mutators.VoidMethodCallMutator;

/**
 * Finds the places of a class where PIT changes something: a call that only has an effect, a test, a bound, a constant. Constructors are
 * left alone, since they only read the bounds; and so are the truth values that a method returns: a step that would say "taken" without doing
 * anything is none.
 */
public final class Places {

    private static final String CONSTANT = new InlineConstantMutator().getGloballyUniqueId();
    private static final String CALL = VoidMethodCallMutator.VOID_METHOD_CALLS.getGloballyUniqueId();
    private static final String BOUND = ConditionalsBoundaryMutator.CONDITIONALS_BOUNDARY.getGloballyUniqueId();
    private static final String NEGATION = NegateConditionalsMutator.NEGATE_CONDITIONALS.getGloballyUniqueId();
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");
    private static final Pattern SUBSTITUTED = Pattern.compile("Substituted (\\S+) with (\\S+)");

    private final ClassloaderByteArraySource classes;
    private final GregorMutater mutater;

    /** Of the classes that a class loader finds. */
    public Places(ClassLoader loader) {
        List<MethodMutatorFactory> mutators = new ArrayList<>(List.of(
                VoidMethodCallMutator.VOID_METHOD_CALLS,
                NegateConditionalsMutator.NEGATE_CONDITIONALS,
                ConditionalsBoundaryMutator.CONDITIONALS_BOUNDARY,
                new InlineConstantMutator()));
        RemoveConditionalMutator.factory().forEach(mutators::add);
        classes = new ClassloaderByteArraySource(loader);
        mutater = new GregorMutater(classes, method -> true, mutators);
    }

    /** All places of a class, in the order of its text. */
    public List<Place> of(String className) {
        Map<String, MethodNode> methods = methods(className);
        List<MutationDetails> found = mutater.findMutations(ClassName.fromString(className)).stream()
                .filter(details -> !details.getMethod().startsWith("<"))
                .filter(details -> !isConstant(details) || !isReturned(details, methods))
                .sorted(Comparator.comparingInt(MutationDetails::getLineNumber)
                        .thenComparing(MutationDetails::getMethod)
                        .thenComparing(MutationDetails::getFirstIndex)
                        .thenComparing(MutationDetails::getMutator))
                .toList();
        Map<String, Integer> ordinals = new HashMap<>();
        Map<String, TreeSet<Integer>> columns = columns(found);
        return found.stream()
                .map(details -> {
                    String method = method(details);
                    Kind kind = kind(details);
                    int ordinal = ordinals.merge(method + "." + kind, 1, Integer::sum);
                    int number = columns.get(column(details))
                                    .headSet(details.getFirstIndex())
                                    .size()
                            + 1;
                    return new Place(
                            method,
                            kind,
                            ordinal,
                            details.getLineNumber(),
                            change(details, number),
                            () -> mutater.getMutation(details.getId()).getBytes());
                })
                .toList();
    }

    private Map<String, MethodNode> methods(String className) {
        ClassNode node = new ClassNode();
        new ClassReader(classes.getBytes(className).orElseThrow()).accept(node, 0);
        Map<String, MethodNode> methods = new HashMap<>();
        node.methods.forEach(method -> methods.put(method.name + method.desc, method));
        return methods;
    }

    private static boolean isConstant(MutationDetails details) {
        return details.getMutator().equals(CONSTANT);
    }

    /** Whether a constant is what a method returns that says yes or no. */
    private static boolean isReturned(MutationDetails details, Map<String, MethodNode> methods) {
        String descriptor = details.getId().getLocation().getMethodDesc();
        MethodNode method = methods.get(details.getMethod() + descriptor);
        AbstractInsnNode next = next(method.instructions.get(details.getInstructionIndex()));
        if (next instanceof JumpInsnNode jump && jump.getOpcode() == Opcodes.GOTO) {
            next = next(jump.label);
        }
        return descriptor.endsWith(")Z") && next.getOpcode() == Opcodes.IRETURN;
    }

    /** The next instruction that does something. */
    private static AbstractInsnNode next(AbstractInsnNode node) {
        AbstractInsnNode next = node.getNext();
        while (next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next;
    }

    private static String method(MutationDetails details) {
        Matcher lambda = LAMBDA.matcher(details.getMethod());
        return lambda.matches() ? lambda.group(1) : details.getMethod();
    }

    private static Kind kind(MutationDetails details) {
        String mutator = details.getMutator();
        if (mutator.equals(CALL)) {
            return Kind.DROP_UPDATE;
        } else if (mutator.equals(NEGATION)) {
            return Kind.NEGATE_TEST;
        }
        return mutator.equals(CONSTANT) || mutator.equals(BOUND) ? Kind.OFF_BY_ONE : Kind.DROP_TEST;
    }

    /** What is numbered together: the tests of a line, its constants, its calls. */
    private static String column(MutationDetails details) {
        String mutator = details.getMutator();
        return details.getLineNumber() + (mutator.equals(CALL) || mutator.equals(CONSTANT) ? mutator : "test");
    }

    private static Map<String, TreeSet<Integer>> columns(List<MutationDetails> all) {
        Map<String, TreeSet<Integer>> columns = new TreeMap<>();
        all.forEach(details ->
                columns.computeIfAbsent(column(details), key -> new TreeSet<>()).add(details.getFirstIndex()));
        return columns;
    }

    /** PIT's words for a test that is gone do not fit {@code ||}, so these are about jumps. */
    private static String change(MutationDetails details, int number) {
        String mutator = details.getMutator();
        Matcher substituted = SUBSTITUTED.matcher(details.getDescription());
        if (substituted.matches()) {
            return "constant " + number + ": " + substituted.group(1) + " becomes " + substituted.group(2);
        } else if (mutator.equals(CALL)) {
            String call = details.getDescription();
            return "without call " + number + ": " + call.substring(call.lastIndexOf(':') + 1);
        } else if (mutator.equals(NEGATION)) {
            return "test " + number + " says the opposite";
        } else if (mutator.equals(BOUND)) {
            return "test " + number + " moves its bound";
        }
        return "test " + number + (mutator.endsWith("_IF") ? " never jumps" : " always jumps");
    }
}
