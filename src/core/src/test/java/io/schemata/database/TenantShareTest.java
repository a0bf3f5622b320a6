package io.schemata.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantShareTest {
    private static final int CONNECTIONS = 16;
    private static final int MOST_WAITING = 500;
    private static final Runnable START = () -> {};

    private final TenantShare share = new TenantShare(CONNECTIONS, true, MOST_WAITING);

    @Test
    void anAccountHasAQuarter() {
        UUID hot = UUID.randomUUID();
        assertEquals(4, begin(hot, 100).size());
        assertTrue(share.mayStart(new TenantShare.Work(UUID.randomUUID())), "another account is not held up");
    }

    @Test
    void aTenantHasThreeQuartersWhereThereAreOthersAndElseAll() {
        assertEquals(12, beginAnyone(100).size());
        TenantShare alone = new TenantShare(CONNECTIONS, false, MOST_WAITING);
        int begun = 0;
        for (TenantShare.Work work = new TenantShare.Work(null);
                alone.mayStart(work);
                work = new TenantShare.Work(null)) {
            alone.begin(work);
            begun++;
        }
        assertEquals(CONNECTIONS, begun);
    }

    @Test
    void aPlaceGivenBackGoesToTheNext() {
        List<TenantShare.Work> running = beginAnyone(100);
        TenantShare.Work next = new TenantShare.Work(null);
        assertTrue(share.enqueue(next, START));
        assertNull(share.next());

        assertTrue(share.ended(running.get(0)));
        assertFalse(share.ended(running.get(0)), "once");
        assertEquals(START, share.next());
        assertNull(share.next());
        assertTrue(share.ended(next));
    }

    @Test
    void aCallThatWaitsForAHotAccountLetsLaterOnesPass() {
        UUID hot = UUID.randomUUID();
        begin(hot, 4);
        share.enqueue(new TenantShare.Work(hot), () -> {});
        TenantShare.Work other = new TenantShare.Work(UUID.randomUUID());
        share.enqueue(other, START);

        assertEquals(START, share.next());
        assertNull(share.next());
    }

    @Test
    void anAccountsQueueHasAnEnd() {
        UUID hot = UUID.randomUUID();
        int waiting = 0;
        while (share.enqueue(new TenantShare.Work(hot), START)) {
            waiting++;
        }
        assertEquals(128, waiting);
        assertTrue(share.enqueue(new TenantShare.Work(UUID.randomUUID()), START));
    }

    @Test
    void aTenantsQueueHasAnEnd() {
        int waiting = 0;
        while (share.enqueue(new TenantShare.Work(null), START)) {
            waiting++;
        }
        assertEquals(MOST_WAITING, waiting);
    }

    @Test
    void aGivenUpCallLeavesTheQueue() {
        begin(null, 12);
        TenantShare.Work work = new TenantShare.Work(null);
        share.enqueue(work, START);
        assertTrue(share.giveUp(work));
        assertFalse(share.giveUp(work));
        assertNull(share.next());
    }

    private List<TenantShare.Work> beginAnyone(int most) {
        return begin(null, most);
    }

    private List<TenantShare.Work> begin(UUID account, int most) {
        List<TenantShare.Work> begun = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            TenantShare.Work work = new TenantShare.Work(account);
            if (share.mayStart(work)) {
                share.begin(work);
                begun.add(work);
            }
        }
        return begun;
    }
}
