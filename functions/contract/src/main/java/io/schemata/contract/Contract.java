package io.schemata.contract;

import io.schemata.cleanup.CleanupDrafts;
import io.schemata.credits.CreditBalance;
import io.schemata.credits.GrantCredits;
import io.schemata.credits.ReleaseCredits;
import io.schemata.credits.ReserveCredits;
import io.schemata.credits.SettleCredits;
import io.schemata.drafts.ClaimDraft;
import io.schemata.drafts.DeleteDrafts;
import io.schemata.drafts.Drafts;
import io.schemata.drafts.SaveDraft;
import io.schemata.links.CrossLink;
import io.schemata.links.Linked;
import io.schemata.links.Unlink;
import io.schemata.migrate.http.Migrate;
import io.schemata.request.Endpoint;
import io.schemata.users.NewUser;
import java.util.List;

/** The functions that clients may call, in the order in which they are documented. */
public final class Contract {
    public static final List<Endpoint> ENDPOINTS = List.of(
            ReserveCredits.ENDPOINT,
            SettleCredits.ENDPOINT,
            ReleaseCredits.ENDPOINT,
            GrantCredits.ENDPOINT,
            CreditBalance.ENDPOINT,
            SaveDraft.ENDPOINT,
            Drafts.ENDPOINT,
            ClaimDraft.ENDPOINT,
            DeleteDrafts.ENDPOINT,
            CrossLink.ENDPOINT,
            Linked.ENDPOINT,
            Unlink.ENDPOINT,
            NewUser.ENDPOINT,
            CleanupDrafts.ENDPOINT,
            Migrate.ENDPOINT);

    private Contract() {}
}
