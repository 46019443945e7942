package io.ape4j.model.pipeline;

import io.ape4j.model.Answer;
import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog.Reservation;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A model whose every attempt is paid for: reserved in the {@link SpendingLedger} before it is sent, settled by the
 * usage that the server reported. It stands directly above the provider, below the retries, because each of them is an
 * attempt of its own.
 *
 * <p>An answer without reported usage is charged at the reservation and carries that as its usage. A failed attempt
 * counts as a call; it used no tokens if the server is known to have refused it, else it is charged at the reservation.
 */
public final class Budgeted extends ModelLayer {
    private final ModelRole role;
    private final SpendingLedger ledger;
    private final Optional<Price> price;

    /**
     * Puts a ledger before a model.
     *
     * @param price empty if nobody knows
     * @throws ModelException.Rejected if money is limited and the price is unknown
     */
    public Budgeted(LanguageModel model, ModelRole role, SpendingLedger ledger, Optional<Price> price) {
        super(model);
        if (price.isEmpty() && ledger.limitsMoney()) {
            throw new ModelException.Rejected(
                    "the price of model \"" + model.identity().name() + "\" is unknown, so that a limit of cost can't"
                            + " be kept: give its price in the config, or limit calls or tokens instead",
                    null);
        }
        this.role = role;
        this.ledger = ledger;
        this.price = price;
    }

    @Override
    public Answer answer(Request request) {
        final Usage bound = UpperBound.of(request);
        final Reservation reservation =
                ledger.reserve(CallKey.of(identity(), request), role, bound.totalTokens(), cost(bound));
        Usage used = bound;
        try {
            final Answer answer = model.answer(request);
            if (!answer.usage().reported()) {
                return new Answer(answer.text(), answer.finish(), bound, answer.logProbabilities());
            }
            used = answer.usage();
            return answer;
        } catch (ModelException.Rejected e) {
            used = Usage.NONE;
            throw e;
        } catch (ModelException.Transient e) {
            used = e.refused() ? Usage.NONE : bound;
            throw e;
        } finally {
            ledger.settle(reservation, used.totalTokens(), cost(used));
        }
    }

    private BigDecimal cost(Usage usage) {
        return price.map(known -> known.cost(usage)).orElse(BigDecimal.ZERO);
    }

    @Override
    public void close() {
        model.close();
    }
}
