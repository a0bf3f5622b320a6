package io.schemata.database;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One tenant's part of the connections: the calls that have one, and those that wait. To be used under a lock. */
final class TenantShare {
    /** A call that takes longer waits for something. */
    private static final long SLOW_NANOSECONDS = 250_000_000;

    private final int most;
    private final int quarter;
    private final Set<Work> running = new LinkedHashSet<>();
    private final Map<UUID, Integer> runningByAccount = new HashMap<>();
    private final Map<Work, Runnable> waiting = new LinkedHashMap<>();
    private final Map<UUID, Integer> waitingByAccount = new HashMap<>();
    private final int mostWaiting;
    private final int mostWaitingOfAccount;
    private int limit;

    /**
     * @param isShared whether there are other tenants to leave connections for
     * @param mostWaiting how many of its calls may wait
     */
    TenantShare(int connections, boolean isShared, int mostWaiting) {
        this.mostWaiting = mostWaiting;
        this.quarter = Math.max(1, connections / 4);
        this.most = isShared ? Math.max(quarter, connections * 3 / 4) : connections;
        this.mostWaitingOfAccount = connections * 8;
        this.limit = most;
    }

    /** One call's need of a connection, for the account it locks, or null. */
    static final class Work {
        private final UUID account;
        private long startedNanoseconds;
        private volatile boolean hasBegun;

        Work(UUID account) {
            this.account = account;
        }

        /** Its statement is on its way, and keeps the connection until it ends. */
        void begin() {
            hasBegun = true;
        }

        boolean hasBegun() {
            return hasBegun;
        }
    }

    /** Whether the work would overtake another of its account. */
    boolean isAnyoneWaiting(Work work) {
        return work.account != null && waitingByAccount.containsKey(work.account);
    }

    boolean mayStart(Work work) {
        if (running.size() >= quarter && slow() >= quarter) {
            limit = quarter;
        }
        return running.size() < limit && count(runningByAccount, work.account) < quarter;
    }

    void begin(Work work) {
        work.startedNanoseconds = System.nanoTime();
        running.add(work);
        change(runningByAccount, work.account, 1);
    }

    /** False when too many of the tenant or of its account wait already. */
    boolean enqueue(Work work, Runnable start) {
        if (waiting.size() >= mostWaiting || count(waitingByAccount, work.account) >= mostWaitingOfAccount) {
            return false;
        }
        waiting.put(work, start);
        change(waitingByAccount, work.account, 1);
        return true;
    }

    /** The first of those that wait and may start; it counts as running from now on. Null for none. */
    Runnable next() {
        for (Iterator<Map.Entry<Work, Runnable>> all = waiting.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Work, Runnable> first = all.next();
            if (running.size() >= limit) {
                return null;
            }
            if (mayStart(first.getKey())) {
                all.remove();
                change(waitingByAccount, first.getKey().account, -1);
                begin(first.getKey());
                return first.getValue();
            }
        }
        return null;
    }

    /** Whether the work was waiting, and does so no more. */
    boolean giveUp(Work work) {
        if (waiting.remove(work) == null) {
            return false;
        }
        change(waitingByAccount, work.account, -1);
        return true;
    }

    /** Whether the work had a connection, and has given it back. */
    boolean ended(Work work) {
        if (!running.remove(work)) {
            return false;
        }
        change(runningByAccount, work.account, -1);
        boolean isFast = System.nanoTime() - work.startedNanoseconds < SLOW_NANOSECONDS;
        limit = isFast ? Math.min(limit + 1, most) : limit;
        return true;
    }

    /** Slow calls, those of one account as one: it has a limit of its own, and says nothing of its tenant. */
    private int slow() {
        long now = System.nanoTime();
        Set<UUID> accounts = new HashSet<>();
        int slow = 0;
        for (Work work : running) { // in the order they were started in
            if (now - work.startedNanoseconds < SLOW_NANOSECONDS) {
                break;
            }
            slow += work.account == null || accounts.add(work.account) ? 1 : 0;
        }
        return slow;
    }

    private static int count(Map<UUID, Integer> counts, UUID account) {
        return account == null ? 0 : counts.getOrDefault(account, 0);
    }

    private static void change(Map<UUID, Integer> counts, UUID account, int by) {
        if (account != null) {
            counts.merge(account, by, (before, change) -> before + change == 0 ? null : before + change);
        }
    }
}
