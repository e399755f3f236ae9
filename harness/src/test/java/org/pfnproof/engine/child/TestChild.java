package org.pfnproof.engine.child;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A child that does what the test tells it. */
public final class TestChild {

    private TestChild() {}

    public static void main(String[] arguments) throws Exception {
        ChildSide side = ChildSide.attach(arguments);
        JsonObject request = side.request();
        JsonObject hello = new JsonObject();
        hello.addProperty("pid", ProcessHandle.current().pid());
        side.progress(hello);
        switch (request.get("do").getAsString()) {
            case "answer" -> {
                JsonObject result = new JsonObject();
                result.addProperty("text", Files.readString(side.directory().resolve("in/file.txt")));
                result.addProperty("tmp", System.getProperty("java.io.tmpdir"));
                side.finish(result);
            }
            case "serve" -> serve(side);
            case "sleep" -> Thread.sleep(600_000);
            case "fill" -> {
                List<long[]> memory = new ArrayList<>();
                while (true) {
                    memory.add(new long[100_000]);
                }
            }
            case "fail" -> {
                for (int i = 0; i < 1000; i++) {
                    System.out.println("line " + i);
                }
                System.exit(7);
            }
            case "truncate" -> Files.writeString(side.directory().resolve(ChildSide.RESULT), "{\"cut");
            default -> throw new IllegalArgumentException();
        }
        System.exit(0);
    }

    /** Says everything back, and a word of progress before; but "halt" ends it, and to "hush" it says nothing. */
    private static void serve(ChildSide side) throws InterruptedException {
        Optional<JsonObject> request = side.next(Duration.ofSeconds(60));
        while (request.isPresent()) {
            String word = request.get().get("word").getAsString();
            if (word.equals("halt")) {
                Runtime.getRuntime().halt(9);
            }
            if (!word.equals("hush")) {
                side.progress(request.get());
                side.reply(request.get());
            }
            request = side.next(Duration.ofSeconds(60));
        }
    }
}
