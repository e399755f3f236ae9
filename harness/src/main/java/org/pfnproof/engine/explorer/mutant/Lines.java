package org.pfnproof.engine.explorer.mutant;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.pitest.classpath.ClassloaderByteArraySource;

/** Makes classes note which of their lines are run. There is one set of notes in a JVM. */
public final class Lines {

    /** More than a file has lines. */
    private static final int LARGE = 1 << 14;

    private static final BitSet RUN = new BitSet();

    private Lines() {}

    /** Called by the changed classes. */
    public static void run(int number) {
        RUN.set(number);
    }

    /** The classes, changed so that they take notes; forgets all notes. */
    static Map<String, byte[]> noted(List<String> classes, ClassLoader loader) {
        RUN.clear();
        Map<String, byte[]> changed = new HashMap<>();
        for (int i = 0; i < classes.size(); i++) {
            ClassReader reader = new ClassReader(new ClassloaderByteArraySource(loader)
                    .getBytes(classes.get(i))
                    .orElseThrow());
            ClassNode node = new ClassNode();
            reader.accept(node, ClassReader.SKIP_FRAMES);
            int first = i * LARGE;
            node.methods.forEach(method -> note(method, first));
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
            node.accept(writer);
            changed.put(classes.get(i), writer.toByteArray());
        }
        return changed;
    }

    /** Class to its lines that were run. */
    static Map<String, List<Integer>> notes(List<String> classes) {
        Map<String, List<Integer>> lines = new TreeMap<>();
        for (int i = 0; i < classes.size(); i++) {
            int first = i * LARGE;
            lines.put(
                    classes.get(i),
                    RUN.get(first, first + LARGE).stream().boxed().toList());
        }
        return lines;
    }

    private static void note(MethodNode method, int first) {
        for (AbstractInsnNode node : method.instructions.toArray()) {
            if (node instanceof LineNumberNode line) {
                InsnList call = new InsnList();
                call.add(new LdcInsnNode(first + line.line));
                call.add(new MethodInsnNode(
                        Opcodes.INVOKESTATIC, Type.getInternalName(Lines.class), "run", "(I)V", false));
                method.instructions.insert(node, call);
            }
        }
    }
}
