package record

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"rawabit/schema"
	"rawabit/timeline"
)

// Decide records a decision and recomputes what it touches: see store.Writer. It
// refuses what cannot be decided (INVALID_INPUT, UNKNOWN_TYPE), names what does
// not exist (NOT_FOUND) and what is decided already (CONFLICT).
//
// A split may leave Drop, the actor that the mentions become, empty: then it
// makes one of the same type, named as the first mention names it.
func Decide(ctx context.Context, tx Tx, d schema.Decision, at time.Time) (*Result, error) {
	result := &Result{At: at}
	var err error
	if d.Sequence, err = tx.NextDecision(ctx); err != nil {
		return nil, err
	}
	d.At = at
	d.ID = decisionID(&d)
	switch d.Kind {
	case schema.DecideReview:
		err = checkReview(ctx, tx, &d)
	case schema.DecideMerge:
		err = checkMerge(ctx, tx, &d)
	case schema.DecideSplit:
		result.Actors, err = prepareSplit(ctx, tx, &d)
	case schema.DecideUndo:
		err = checkUndo(ctx, tx, &d)
	default:
		err = schema.Errorf(schema.CodeInvalid, "decision kind %q is not one of REVIEW, MERGE, SPLIT, UNDO", d.Kind)
	}
	if err != nil {
		return nil, err
	}
	result.Decision = d
	return result, carryOut(ctx, tx, result)
}

// carryOut writes a decision that was checked, and what follows from it.
func carryOut(ctx context.Context, tx Tx, result *Result) error {
	d := result.Decision
	if err := tx.PutActors(ctx, result.Actors); err != nil {
		return err
	}
	if err := tx.PutDecision(ctx, d); err != nil {
		return err
	}
	timeline.Forget(tx)
	units, err := refile(ctx, tx, &d)
	if err != nil || len(units) == 0 {
		return err
	}
	result.Delta, err = recompute(ctx, tx, units, d.At)
	return err
}

// refile files the claims that a decision bears on anew, and returns the units
// that it touches.
func refile(ctx context.Context, tx Tx, d *schema.Decision) ([]timeline.Unit, error) {
	claims, err := touched(ctx, tx, d)
	if err != nil || len(claims) == 0 {
		return nil, err
	}
	ids := make([]schema.ClaimID, len(claims))
	for i := range claims {
		ids[i] = claims[i].ID
	}
	decisions, err := tx.Decisions(ctx, ids)
	if err != nil {
		return nil, err
	}
	// The units of former rulings count too: what was at home there may go.
	units, err := tx.Filings(ctx, ids)
	if err != nil {
		return nil, err
	}
	filed := make([]Filed, len(claims))
	for i := range claims {
		filed[i] = Filed{Claim: &claims[i], Units: timeline.Filing(&claims[i], decisions)}
		units = append(units, filed[i].Units...)
	}
	return units, tx.File(ctx, filed)
}

func decisionID(d *schema.Decision) schema.DecisionID {
	parts := []string{strconv.FormatInt(d.Sequence, 10), string(d.Kind), d.By, d.Note, string(d.Verdict), string(d.Type), string(d.Source),
		string(d.Target), d.ValidFrom.String(), d.ValidTo.String(), string(d.Modality), string(d.Keep), string(d.Drop), string(d.Undoes)}
	for _, id := range d.Claims {
		parts = append(parts, string(id))
	}
	for _, id := range d.Mentions {
		parts = append(parts, string(id))
	}
	return schema.DecisionID(schema.HashID("d", parts...))
}

func checkReview(ctx context.Context, tx Tx, d *schema.Decision) error {
	switch d.Verdict {
	case schema.Confirm, schema.Reject, schema.Correct:
	default:
		return schema.Errorf(schema.CodeInvalid, "verdict %q is not one of CONFIRM, REJECT, CORRECT", d.Verdict)
	}
	if d.Type != "" && !d.Type.Valid() {
		return schema.Errorf(schema.CodeUnknownType, "relation type %q is not in the vocabulary", d.Type)
	}
	if d.Modality != "" && !d.Modality.Valid() {
		return schema.Errorf(schema.CodeInvalid, "modality %q is not one of ACTUAL, PLANNED, POSSIBLE, DENIED", d.Modality)
	}
	if !d.ValidFrom.Valid() || !d.ValidTo.Valid() {
		return schema.Errorf(schema.CodeInvalidDate, "the correction has a date that is not in the calendar")
	}
	if !d.ValidFrom.IsZero() && !d.ValidTo.IsZero() && d.ValidTo.Latest() < d.ValidFrom.Earliest() {
		return schema.Errorf(schema.CodeInvalidDate, "the correction ends on %s, before it begins on %s", d.ValidTo, d.ValidFrom)
	}
	if len(d.Claims) == 0 {
		return schema.Errorf(schema.CodeInvalid, "a review needs the claims that it is about")
	}
	known, err := tx.StoredClaims(ctx, d.Claims)
	if err != nil {
		return err
	}
	for _, id := range d.Claims {
		if _, ok := known[id]; !ok {
			return schema.Errorf(schema.CodeNotFound, "no claim has the id %q", id)
		}
	}
	var ends []schema.ActorID
	for _, id := range [...]schema.ActorID{d.Source, d.Target} {
		if id != "" {
			ends = append(ends, id)
		}
	}
	_, err = storedActors(ctx, tx, ends...)
	return err
}

func storedActors(ctx context.Context, tx Tx, ids ...schema.ActorID) (map[schema.ActorID]schema.Actor, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	known, err := tx.StoredActors(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if _, ok := known[id]; !ok {
			return nil, schema.Errorf(schema.CodeNotFound, "no actor has the id %q", id)
		}
	}
	return known, nil
}

func checkMerge(ctx context.Context, tx Tx, d *schema.Decision) error {
	if d.Keep == "" || d.Drop == "" || d.Keep == d.Drop {
		return schema.Errorf(schema.CodeInvalid, "a merge needs two different actors")
	}
	if _, err := storedActors(ctx, tx, d.Keep, d.Drop); err != nil {
		return err
	}
	merges, err := tx.Merges(ctx)
	if err != nil {
		return err
	}
	if timeline.Resolve(d.Keep, merges) == timeline.Resolve(d.Drop, merges) {
		return schema.Errorf(schema.CodeConflict, "actors %s and %s are one already", d.Keep, d.Drop)
	}
	return nil
}

func checkUndo(ctx context.Context, tx Tx, d *schema.Decision) error {
	former, err := tx.StoredDecision(ctx, d.Undoes)
	if err != nil {
		return err
	}
	if former == nil {
		return schema.Errorf(schema.CodeNotFound, "no decision has the id %q", d.Undoes)
	}
	bearing, err := tx.Decisions(ctx, former.Claims)
	if err != nil {
		return err
	}
	merges, err := tx.Merges(ctx)
	if err != nil {
		return err
	}
	undone := map[schema.DecisionID]bool{}
	all := union(bearing, merges)
	slices.SortFunc(all, func(a, b schema.Decision) int { return cmp.Compare(a.Sequence, b.Sequence) })
	for _, one := range slices.Backward(all) {
		if one.Kind == schema.DecideUndo && !undone[one.ID] {
			undone[one.Undoes] = true
		}
	}
	if undone[d.Undoes] {
		return schema.Errorf(schema.CodeConflict, "decision %s is undone already", d.Undoes)
	}
	// An undoing bears on what the decision bears on.
	d.Claims = former.Claims
	d.Keep, d.Drop = former.Keep, former.Drop
	return nil
}

// prepareSplit binds a split to claims: those of the articles of the mentions
// that name the actor in the sentences of the mentions, or anywhere in the
// article when every mention of it there goes.
func prepareSplit(ctx context.Context, tx Tx, d *schema.Decision) ([]schema.Actor, error) {
	if d.Keep == "" || len(d.Mentions) == 0 {
		return nil, schema.Errorf(schema.CodeInvalid, "a split needs an actor and mentions of it")
	}
	mentions, err := tx.StoredMentions(ctx, d.Keep, d.Mentions)
	if err != nil {
		return nil, err
	}
	sentences := map[schema.ArticleID]map[int]bool{}
	for _, id := range d.Mentions {
		m, ok := mentions[id]
		if !ok {
			return nil, schema.Errorf(schema.CodeNotFound, "no mention of actor %s has the id %q", d.Keep, id)
		}
		if sentences[m.Article] == nil {
			sentences[m.Article] = map[int]bool{}
		}
		sentences[m.Article][m.Sentence] = true
	}
	for article, in := range sentences {
		claims, err := tx.ClaimsOf(ctx, article)
		if err != nil {
			return nil, err
		}
		for i := range claims {
			if c := &claims[i]; in[c.Evidence.Sentence] && names(c, d.Keep) {
				d.Claims = append(d.Claims, c.ID)
			}
		}
	}
	slices.Sort(d.Claims)
	d.Claims = slices.Compact(d.Claims)
	known, err := storedActors(ctx, tx, d.Keep)
	if err != nil {
		return nil, err
	}
	if d.Drop != "" {
		_, err := storedActors(ctx, tx, d.Drop)
		return nil, err
	}
	first := mentions[d.Mentions[0]]
	d.Drop = schema.ActorID(schema.HashID("x", "split", string(d.ID)))
	return []schema.Actor{{ID: d.Drop, Type: known[d.Keep].Type, Name: strings.TrimSpace(first.Text)}}, nil
}

func names(c *schema.Claim, id schema.ActorID) bool {
	return c.Source == id || c.Target == id || slices.ContainsFunc(c.Roles, func(r schema.Role) bool { return r.Actor == id })
}

// touched returns the claims that a decision bears on. A merge bears on those
// that name any actor that is joined to one of its two by merges.
func touched(ctx context.Context, tx Tx, d *schema.Decision) ([]schema.Claim, error) {
	if d.Keep == "" || d.Kind == schema.DecideSplit || len(d.Claims) > 0 {
		if len(d.Claims) == 0 {
			return nil, nil
		}
		known, err := tx.StoredClaims(ctx, d.Claims)
		if err != nil {
			return nil, err
		}
		claims := make([]schema.Claim, 0, len(known))
		for _, id := range d.Claims {
			if c, ok := known[id]; ok {
				claims = append(claims, c)
			}
		}
		return claims, nil
	}
	merges, err := tx.Merges(ctx)
	if err != nil {
		return nil, err
	}
	joined := []schema.ActorID{d.Keep, d.Drop}
	for grew := true; grew; {
		grew = false
		for _, m := range merges {
			if m.Kind != schema.DecideMerge {
				continue
			}
			keep, drop := slices.Contains(joined, m.Keep), slices.Contains(joined, m.Drop)
			if keep != drop {
				grew = true
				if keep {
					joined = append(joined, m.Drop)
				} else {
					joined = append(joined, m.Keep)
				}
			}
		}
	}
	return tx.ClaimsNaming(ctx, joined)
}
