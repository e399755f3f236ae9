package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.check.UnusableToolException;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.Needs;

/** {@code patch new} and {@code patch check} with the real TLC, on the small catalogue of the tests. */
@Timeout(300)
class PatchCheckTest {

    @TempDir
    Path home;

    private CliRunner cli;
    private Path folder;

    @BeforeEach
    void start() throws UnusableToolException {
        cli = new CliRunner(home, new Engines().open(home.resolve("specs"), Optional.empty()));
        folder = home.resolve("mine");
    }

    /** A patch of an operator, as somebody writes it who starts from what is made for him. */
    private void patch(String operator, String definition) throws IOException {
        assertThat(cli.run("patch", "new", "mine", folder.toString(), "--operator", operator)
                        .code())
                .isZero();
        Path module = folder.resolve("Mine.tla");
        String text = Files.readString(module);
        int begin = text.indexOf("\nMine_" + operator) + 1;
        int end = text.indexOf("\n\n----", begin);
        assertThat(begin).isPositive();
        Files.writeString(module, text.substring(0, begin) + definition + text.substring(end));
    }

    private Outcome check(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "patch";
        all[1] = "check";
        all[2] = folder.toString();
        System.arraycopy(options, 0, all, 3, options.length);
        return cli.run(all);
    }

    private JsonObject json(Outcome outcome) {
        JsonObject json = JsonParser.parseString(outcome.out()).getAsJsonObject();
        assertThat(new Schemas().violations("patch-check", json)).isEmpty();
        assertThat(json.get("exit").getAsInt()).isEqualTo(outcome.code());
        return json;
    }

    @Test
    void whatIsMadeIsACopyAndBehavesLikeTheOriginal() {
        assertThat(cli.run("patch", "new", "mine", folder.toString(), "--operator", "Lock")
                        .out())
                .contains("Made " + folder, "patch check " + folder);
        assertThat(folder.resolve("Mine.tla")).content().contains("EXTENDS Toy", "\\*   Unlock(p)", "Base0!Lock");
        Outcome outcome = check();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("the same graph, 9 states", "mine: behaves exactly like the code as it is", "--suite full");
        assertThat(folder.resolve("counterexample.json")).doesNotExist();
    }

    @Test
    void showsByWhichRaceAPatchBreaksAPropertyAndKeepsIt() throws Exception {
        patch("Lock", "Mine_Lock(p) == owner' = {p}");
        Outcome outcome = check();
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(
                        "breaks NoLostUpdate in 4 steps",
                        "=> NoLostUpdate is false after step 4",
                        "where it holds without the patch",
                        "written: " + folder.resolve("counterexample.json"));
        assertThat(cli.run("show", folder.resolve("counterexample.json").toString())
                        .out())
                .contains("=> NoLostUpdate is false after step 4");

        JsonObject json = json(check("--format", "json"));
        assertThat(json.get("answer").getAsString()).isEqualTo("BREAKS");
        JsonObject model = json.getAsJsonArray("models").get(0).getAsJsonObject();
        assertThat(model.get("kept").getAsBoolean()).as("nothing has changed").isTrue();
        assertThat(new Schemas().violations("counterexample", model.get("counterexample")))
                .isEmpty();
    }

    @Test
    void aRaceThatIsGoneIsDeleted() throws Exception {
        patch("Lock", "Mine_Lock(p) == owner' = {p}");
        assertThat(check().code()).isEqualTo(1);
        Fixture.edit(folder.resolve("Mine.tla"), "== owner' = {p}", "== owner = {} /\\ owner' = {p}");
        assertThat(check().code()).isZero();
        assertThat(folder.resolve("counterexample.json")).doesNotExist();
    }

    @Test
    void saysThatAnotherBehaviourIsSafeWithinTheBounds() throws Exception {
        patch("Unlock", "Mine_Unlock(p) == owner' \\in {{}, {p}}");
        Outcome outcome = check();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("states (without it 9)", "mine: safe within these bounds.");
        Outcome live = check("--suite", "full");
        assertThat(live.code()).as("a process that keeps the lock").isEqualTo(1);
        assertThat(live.out()).contains("toy-live", "EverDone");
    }

    @Test
    void namesTheOperatorThatHasMoved() throws Exception {
        patch("Lock", "Mine_Lock(p) == owner = {} /\\ owner' = {p}");
        Path toy = cli.specs().resolve("tla/Toy.tla");
        String original = Files.readString(toy);
        for (Map.Entry<String, String> move : Map.of(
                        "Acquire(p) == owner = {} /\\ ",
                                "Lock is no longer defined in Toy; Acquire of Toy is what it was.",
                        "Lock(q, p) == owner = {} /\\ ", "Lock (Toy) takes (q, p) now, and took (p) when",
                        "Lock(p) == owner \\subseteq {} /\\ ", "Lock (Toy) has another definition than when")
                .entrySet()) {
            Files.writeString(toy, original.replace("Lock(p) == owner = {} /\\ ", move.getKey()));
            Outcome outcome = check();
            assertThat(outcome.code()).isEqualTo(2);
            assertThat(flat(outcome.out()))
                    .contains("mine: no longer matches the specs. " + move.getValue(), "--rebase");
            assertThat(json(check("--format", "json")).get("answer").getAsString())
                    .isEqualTo("ROTTEN");
        }
        Files.writeString(toy, original.replace("Lock(p) == owner = {} /\\ ", "Lock(p) == owner \\subseteq {} /\\ "));
        assertThat(check("--rebase").code()).isZero();
        assertThat(check().code()).as("is recorded").isZero();
    }

    @Test
    void aCommentIsNoMove() throws Exception {
        patch("Lock", "Mine_Lock(p) == owner = {} /\\ owner' = {p}");
        Fixture.edit(
                cli.specs().resolve("tla/Toy.tla"),
                "Lock(p) == owner = {} /\\ owner' = {p}",
                "(* new *)\nLock(p) == owner = {} /\\ owner' = {p} \\* new");
        assertThat(check().code()).isZero();
    }

    @Test
    void whatIsNoLongerReachedIsUndecidedUntilItIsSaidToBeMeant() throws Exception {
        patch("Lock", "Mine_Lock(p) == FALSE");
        Outcome outcome = check();
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out())
                .contains(
                        "mine: undecided.",
                        "The witness BothWaiting is not reached.",
                        "The action Read is never taken.");
        Path file = folder.resolve(Patch.FILE);
        Fixture.edit(
                file,
                "\"originals\"",
                "\"unreached\": {\"BothWaiting\": \"nobody comes in\", \"Read\": \"the same\", \"Write\": \"the same\"}, \"originals\"");
        assertThat(check().code()).isZero();
        Fixture.edit(file, "BothWaiting", "BothWaitin");
        assertThat(check()).satisfies(wrong -> {
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(flat(wrong.out()))
                    .contains("neither a witness nor an action BothWaitin; did you mean \"BothWaiting\"?");
        });
    }

    @Test
    void refusesAnOverrideThatAPropertyReaches() throws Exception {
        Path toy = cli.specs().resolve("tla/Toy.tla");
        patch("Lock", "Mine_Target(p) == {p}");
        Fixture.edit(
                toy,
                "Lock(p) == owner = {} /\\ owner' = {p}",
                "Target(p) == {p}\nLock(p) == owner = {} /\\ owner' = Target(p)");
        Fixture.edit(toy, "NoLostUpdate == AllDone", "NoLostUpdate == AllDone /\\ (\\A p \\in PROCS : Target(p) # {})");
        removeOriginals();
        Fixture.edit(folder.resolve(Patch.FILE), "\"Lock\": \"Mine_Lock\"", "\"Target\": \"Mine_Target\"");
        Outcome outcome = check();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(flat(outcome.out()))
                .contains(
                        "Target, on which NoLostUpdate itself depends: NoLostUpdate -> Target.",
                        "mine: cannot be checked.");
    }

    @Test
    void whatNoModelEvaluatesIsNotSafe() throws Exception {
        Fixture.edit(cli.specs().resolve("tla/Toy.tla"), "Unlock(p) ==", "Unused(p) == FALSE\nUnlock(p) ==");
        patch("Lock", "Mine_Lock(p) == owner = {} /\\ owner' = {p}");
        Fixture.edit(
                folder.resolve(Patch.FILE),
                "\"Lock\": \"Mine_Lock\"",
                "\"Lock\": \"Mine_Lock\", \"Unused\": \"Mine_Unused\"");
        Fixture.edit(folder.resolve("Mine.tla"), "Mine_Lock(p) ==", "Mine_Unused(p) == TRUE\nMine_Lock(p) ==");
        Outcome outcome = check();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(flat(outcome.out())).contains("No model evaluates Unused, so nothing was checked of Mine_Unused.");
    }

    @Test
    void aSyntaxErrorHasItsPlace() throws Exception {
        patch("Lock", "Mine_Lock(p) == owner = {} /\\ /\\ = {p}");
        Outcome outcome = check();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).containsPattern("Mine.tla:\\d+:\\d+: Was expecting");
    }

    @Test
    void whatIsNoModuleIsToldAsSuch() throws Exception {
        patch("Lock", "Mine_Lock(p) == owner = {} /\\ owner' = {p}");
        Path module = folder.resolve("Mine.tla");
        Files.writeString(module, "");
        assertThat(check().err()).contains(module + ": is empty; it begins with ---- MODULE Mine ----");
        Files.writeString(module, "Lock(p) == TRUE");
        assertThat(check().err()).contains(module + ": is no TLA+ module; it begins with");
        Files.write(module, new byte[] {(byte) 0xff, (byte) 0xc0, 1, 2});
        Outcome outcome = check();
        assertThat(outcome.err()).contains(module + ": is not UTF-8; save it in that encoding");
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void saysWhatIsMeantByAWrongName() throws Exception {
        patch("Lock", "Mine_Lock(p) == owner = {} /\\ owner' = {p}");
        removeOriginals();
        Fixture.edit(folder.resolve(Patch.FILE), "\"Lock\": \"Mine_Lock\"", "\"Lok\": \"Mine_Lok\"");
        Outcome outcome = check();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(flat(outcome.out()))
                .contains(
                        "patch.json: /overrides: there is no operator Lok in the specs; did you mean \"Lock\"?",
                        "Mine defines no Mine_Lok; did you mean \"Mine_Lock\"?");
    }

    @Test
    void refusesFoldersThatAreNoPatches() throws Exception {
        assertThat(check()).satisfies(none -> {
            assertThat(none.code()).isEqualTo(2);
            assertThat(none.err()).contains("there is no such folder", "patch new NAME DIR");
        });
        Files.createDirectory(folder);
        assertThat(check().err()).contains("there is no patch.json in this folder");
        Files.writeString(folder.resolve(Patch.FILE), "{\"id\": \"toy\", \"title\": \"t\"}");
        assertThat(check().err()).contains("patch.json: ", "overrides");
        Files.writeString(
                folder.resolve(Patch.FILE),
                "{\"id\": \"toy\", \"title\": \"t\", \"description\": \"d\", \"module\": \"Toy\", \"overrides\": {\"Lock\": \"X\"}}");
        assertThat(check()).satisfies(wrong -> {
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err())
                    .contains(
                            "\"toy\" is the name of something in the catalogue",
                            "there is no file ",
                            "a module Toy already");
        });
    }

    @Test
    void refusesAFolderInWhichNothingCanBeWritten() {
        Path proc = Path.of("/proc");
        Needs.that(Files.isDirectory(proc), "a folder in which not even root can write");
        Patch patch = new Patch("mine", "t", "d", proc, "Mine", Map.of("Lock", "X"), Map.of(), Map.of());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> PatchFiles.requireWritable(patch))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("/proc cannot be written");
    }

    @Test
    void newRefusesWhatIsThereAndWhatIsTaken() throws Exception {
        Files.createDirectory(folder);
        assertThat(cli.run("patch", "new", "mine", folder.toString()).err()).contains("exists; name a folder");
        String other = home.resolve("other").toString();
        assertThat(cli.run("patch", "new", "toy-live", other).err()).contains("in the catalogue; take another one");
        assertThat(cli.run("patch", "new", "Mine", other).err()).contains("no name for a patch");
        assertThat(cli.run("patch", "new", "naturals", other).err()).contains("would be Naturals");
        assertThat(cli.run("patch", "new", "mine", other, "--operator", "Lok").err())
                .contains("did you mean \"Lock\"?");
        assertThat(cli.run("patch", "new", "mine", other, "--model", "tox").err())
                .contains("did you mean \"toy\"?");
        assertThat(cli.run(
                                "patch",
                                "new",
                                "mine",
                                cli.specs().resolve("variants/mine").toString())
                        .err())
                .contains("a patch stands anywhere else");
        assertThat(Path.of(other)).doesNotExist();
    }

    private void removeOriginals() throws IOException {
        JsonObject json = JsonParser.parseString(Files.readString(folder.resolve(Patch.FILE)))
                .getAsJsonObject();
        json.remove("originals");
        Files.writeString(folder.resolve(Patch.FILE), json.toString().replace(":", ": "));
    }

    /** Without line breaks, which depend on how long the names of folders are. */
    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
