package org.pfnproof.cli;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.pfnproof.check.KillRow;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.agree.Agreement;
import org.pfnproof.engine.twin.Conformity;

/** A bar that says what is running, how many states it has, how fast it goes and how many are queued. */
final class BarProgress implements Progress {

    private static final int REFRESH_MILLIS = 500;
    private static final int BAR = 12;

    private final ProgressState state;
    private final ProgressBar bar;

    BarProgress(ProgressState state, PrintStream err, int width) {
        this.state = state;
        this.bar = new ProgressBarBuilder()
                .setInitialMax(state.total())
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .continuousUpdate()
                .setRenderer((progress, length) -> line(progress, length))
                .clearDisplayOnFinish()
                .setMaxRenderedLength(width)
                .setConsumer(new ConsoleProgressBarConsumer(err, width))
                .build();
    }

    /** The library's own rendering gives the line to the bar and cuts off what is running. */
    private static String line(me.tongfei.progressbar.ProgressState progress, int length) {
        int full = (int) Math.round(BAR * progress.getNormalizedProgress());
        long seconds = progress.getElapsedAfterStart().toSeconds();
        String line = String.format(
                Locale.ROOT,
                "%d/%d [%s%s] %d:%02d  %s",
                progress.getCurrent(),
                progress.getMax(),
                "=".repeat(full),
                " ".repeat(BAR - full),
                seconds / 60,
                seconds % 60,
                progress.getExtraMessage());
        return line.length() <= length ? line : line.substring(0, Math.max(0, length));
    }

    @Override
    public void started(Run run) {
        state.started(run);
        bar.setExtraMessage(state.describe());
    }

    @Override
    public void progress(Run run, long distinct, long generated, long queue) {
        state.progress(run, distinct, queue);
        bar.setExtraMessage(state.describe());
    }

    @Override
    public void finished(RunResult result) {
        finished(result.run());
    }

    @Override
    public void finished(KillRow row) {
        finished(row.run());
    }

    @Override
    public void finished(Conformity result) {
        finished(result.run());
    }

    @Override
    public void finished(Agreement result) {
        finished(result.run());
    }

    private void finished(Run run) {
        bar.stepTo(state.finished(run));
        bar.setExtraMessage(state.describe());
    }

    @Override
    public void close() {
        bar.close();
    }
}
