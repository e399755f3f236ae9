package org.pfnproof.engine.tlc.child;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tla2sany.modanalyzer.SpecObj;
import tla2sany.semantic.Errors;
import tlc2.output.MP;
import tlc2.output.MPRecorder;

/**
 * What has another form in another version of TLC, and cannot be called directly for that reason. This package is compiled
 * against TLC 1.7.3; 1.7.4 has the same, and so has 1.8.0 but for what is here and in {@link StepWriter}.
 *
 * <p>1.8.0 is released again every few days under the same number, so each difference is looked for by itself.
 */
final class TlcApi {

    private TlcApi() {}

    /** Hears TLC's messages. */
    interface Recorder {
        void record(int code, Object... parameters);
    }

    /** Has all messages told from now on. To be called once. */
    static void tellMessages(Recorder recorder) {
        Class<?> type;
        try {
            type = Class.forName("tlc2.output.IMessagePrinterRecorder");
        } catch (ClassNotFoundException e) {
            ClassRecorder.install(recorder);
            return;
        }
        try {
            Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler(recorder));
            MP.class.getMethod("setRecorder", type).invoke(null, proxy);
        } catch (ReflectiveOperationException e) {
            throw lacking(e);
        }
    }

    private static InvocationHandler handler(Recorder recorder) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "record" -> {
                recorder.record((int) arguments[0], (Object[]) arguments[1]);
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> recorder.toString();
        };
    }

    /**
     * Whether the recorder is being called because somebody makes the text of a message, mostly for an exception, and not
     * because TLC prints one. 1.8.0 tries more, and catches more, while it takes properties apart.
     */
    static boolean isOnlyText() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().equals(MP.class.getName()))
                        .findFirst()
                        .map(frame -> frame.getMethodName().equals("getMessage"))
                        .orElse(false));
    }

    /** The lists in which SANY keeps its errors. Up to 1.7.4 and in the first 1.8.0, one of them is of its start. */
    static List<Errors> errors(SpecObj spec) {
        List<Errors> errors = new ArrayList<>();
        try {
            errors.add((Errors) SpecObj.class.getField("initErrors").get(spec));
        } catch (NoSuchFieldException e) {
            // A later 1.8.0 has these among the semantic errors.
        } catch (IllegalAccessException e) {
            throw lacking(e);
        }
        errors.add(spec.parseErrors);
        errors.add(spec.semanticErrors);
        return errors;
    }

    /** The texts in one such list. Up to 1.7.4 and in the first 1.8.0, those that end SANY at once are kept apart. */
    static List<String> texts(Errors errors) {
        List<String> texts = new ArrayList<>();
        try {
            texts.addAll(
                    Arrays.asList((String[]) Errors.class.getMethod("getAborts").invoke(errors)));
        } catch (NoSuchMethodException e) {
            // A later 1.8.0 has these among the errors.
        } catch (ReflectiveOperationException e) {
            throw lacking(e);
        }
        texts.addAll(Arrays.asList(errors.getErrors()));
        return texts;
    }

    /** An error of the kind that a direct call would have ended in, which is what the parent looks for. */
    private static LinkageError lacking(ReflectiveOperationException cause) {
        LinkageError error = new IncompatibleClassChangeError(cause.toString());
        error.initCause(cause);
        return error;
    }

    /** For TLC up to 1.7.4, where a recorder extends a class. Nothing else may mention that class: 1.8.0 lacks it. */
    private static final class ClassRecorder extends MPRecorder {

        private final Recorder recorder;

        private ClassRecorder(Recorder recorder) {
            this.recorder = recorder;
        }

        static void install(Recorder recorder) {
            MP.setRecorder(new ClassRecorder(recorder));
        }

        @Override
        public void record(int code, Object... parameters) {
            recorder.record(code, parameters);
        }
    }
}
