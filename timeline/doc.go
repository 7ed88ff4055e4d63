// Package timeline adds claims up to relations and changes. It is pure: the same
// claims and decisions give the same relations, whatever order they came in, and
// it reads nothing but what a [Source] hands it.
//
// # Units
//
// The unit of recomputation is a [Unit]: claims are filed under the units that
// they bear on, every relation is at home in exactly one unit, and the relations
// of a unit depend on nothing but the claims filed under it, the decisions about
// those claims, and, for a place, the events at places that contain it and the
// registry's word on who is part of whom. So a load costs what it touches, not
// what the graph holds.
//
// Units follow from the table of effects in schema. A state that one event may
// end for several holders, or inside a whole region, is at home at its target
// ("place:qamishli" holds CONTROLS and PRESENT_IN there); another that events
// touch, at its source ("person:ahmed-al-sharaa" holds LEADS and MEMBER_OF) or,
// if it has no direction, with the pair ("pair:a:b" holds FIGHTS). An event is at
// home where the first of its effects is, if the ends of the event say where
// that is; if a role says so (EXPELLED), the claim is filed there in addition,
// and what it does there follows from the claims that name the role.
// Everything else is at home in "fact:TYPE:a:b". Three kinds of unit are for
// looking up only: "within:P" (events at P that reach inside), "part:X" (what X
// is an organ of, by the registry) and "import:ID".
//
// A store files a claim by [Filing] when it records it. When a decision is taken,
// it files every claim that [Bears] reports again, in addition, and calls
// [UpdateUnits] with the filings of those claims under the decisions before and
// after. Filings are never taken back. Claims of the registry about parts, and
// what [Source] says of containment, must be there before or with the first claim
// that names the actor; they are taken as registered, whatever decisions say of
// other claims.
//
// A store may keep a [Memory] of the units that were touched last. Then an update
// reads what is new about them and nothing else, merges the keys again that got
// something new, folds undated reports of a state into the fact that they belong
// to where nothing else can move, and looks at no other key unless a denial, an
// announcement, an import or another holder of what one holds at a time relates
// them. The result is the same as without it.
//
// # When claims are one fact
//
// The key is type, ends and modality; an actor and its organs are different
// ends. A claim without one of its ends, or with one actor for both, forms no
// relation; what it names, it still does to states (a minister dismissed by
// nobody in particular is dismissed).
//
// Events. Dated claims are settled first, by the width of the days that they may
// mean (a day before a week before a month before a year), then by the first of
// these days, then by publication and id. Claims of the same days are one fact. A
// coarser claim joins the one finer fact within its days and stands alone if none
// or several are. For an event that goes on, these are the days on which it may
// have begun. An undated claim goes with the undated claims of its text and of
// the reprints of that text; together they join the one dated fact that their own
// text tells, else the one that may lie within the type's window before the first
// publication (after it for PLANNED, around it for POSSIBLE; facts wider than a
// month attract nothing); if none or several do, they stand alone.
//
// States. The states of one key are one history, built in the order of certainty:
//
//  1. The registry's offices make frames: terms that overlap are one, and so are
//     terms of one office that follow each other.
//  2. What dates a beginning, claims and openings by events alike, joins the frame
//     with the same beginning (nested; within 60 days for an office), and the
//     finer date stands; else the frame that it overlaps, and the earlier beginning
//     stands, unless the state is known to have ended in between; else it makes a
//     frame. What tells an end only joins the frame that ended, or may have ended,
//     then.
//  3. Dated closings end the frames (see below).
//  4. A claim that saw the state on one day joins the frame that spans the day, or
//     stands as that day.
//  5. Undated claims that the state is over join the frame that a closing of the
//     same text ended, else the last that was over when they were published, else
//     the one that may still have held: that one is ended, without a date, by the
//     publication (an office that the registry knows to go on only if no later text
//     tells of it).
//  6. Undated claims that it holds join the frame that a closing of the same text
//     ended (who reads of a withdrawal also reads who was there), else the one frame
//     that may hold on their publication day, else, for an office, the last term
//     that the registry knows to be over.
//  7. What is left makes facts of its own: dated closings cut time into stretches,
//     and within one, reports that the state holds are one fact until a report that
//     it is over.
//
// Frames that only the registry knows are dropped: it bounds and dates what texts
// say, and says nothing itself. Containment of the registry makes no relation.
//
// Imports (ASSERTED claims) are relations as they stand, under the id that they
// bring. Of several with one id the last recorded stands. No rule touches them,
// they contest nothing and fulfil nothing; they happen and open like others.
//
// # State rules
//
// An event of modality ACTUAL opens and closes states by the table in schema. An
// opening is dated by the first day of the event, a closing by the last, or by the
// beginning of an event that goes on: who is pulling out is no longer known to be
// there. What opens a state that is known to hold already changes nothing but the
// evidence; if it was only reported without a date before, that is true of states
// that several may hold, while a capture says that the place was not held, and
// opens another.
//
// A closing ends a state whose beginning is not known, and one that is not known to
// have begun on the day of the event or later. A capture, which ends what others
// hold, ends what began before by both bounds of the dates: of two captures in one
// month, neither is known to be the last. A stated end stands, unless the closing
// lies within it and is finer. An undated event ends, without a date, what may have
// held on the day before it was first told. A withdrawal of a whole is one of its
// organs, not the other way round; a withdrawal from a region is one from every
// place in it. A capture by an organ does not end what its state holds. Who
// leaves an organ of a body (a government, a ministry) holds no office of the body
// any more. The events
// of a contested fact have their effects still, and where it is denied these states
// are contested too: which side is right is for a reviewer to say.
//
// A relation with an end set by an event or by the registry has basis RULE. Its
// claims are those that state it and those of the events that opened it; the claims
// that closed it are the evidence of the change.
//
// # Decisions
//
// Decisions are applied to claims, in their order, before anything else. A review
// names the type of the relation that it is about (Decision.Of), so that of a state
// and the event that opened it, which share claims, one can be rejected without the
// other. What is rejected is told as RETRACTED and forms no relation; claims that
// come later are not bound. A correction gives the claims the reviewer's values; of
// a state opened by rule it can correct the dates, the type and the holder, but to
// move it to another place the event must be corrected. Merges put one actor in the
// place of another wherever claims name it; a split does the reverse for the claims
// that it lists, which the store finds from the mentions.
//
// # Contradiction and confirmation
//
// Two exclusive states at one place, of holders that are not part of each other, are
// contested if neither is over, or if both are known to have held on a day. A denial
// contests the fact of its key that happened or held when it says, or, undated, that
// was told within the window before it or may hold on its publication day. Both
// sides are kept.
//
// A PLANNED fact is fulfilled by the first ACTUAL one of its key that happened, or
// began, on the day of the announcement or later, and within the days planned, or
// within a year if none are named. The ACTUAL one must be dated to a month or finer.
//
// Confidence is 1 - Π(1 - w) over independent sources (texts; a reprint has the hash
// of the first), each with its weightiest claim, at most 0.99. A claim weighs what
// the loader gave it, times 0.8 if it is only somebody's word, 0.9 if PLANNED, 0.8 if
// POSSIBLE; for a state, a claim that tells the event which opened it 0.9 of that. A
// contested fact is worth 0.6 of what its claims give. What a reviewer confirmed or
// corrected is worth 1.
//
// # Identity and versions
//
// The id of a fact is the hash of its first claim by publication and id; of a state
// that rules alone opened, also of type and ends. It depends on the claims only, so
// that every order ends with the same ids, and it rarely changes where articles come
// in as they are published. When it does change, because an earlier claim arrived or
// facts turned out to be one, the version history goes on under the new id, former
// ids are its Aliases, and nothing is told. Aliases, Version and the recording times
// are the only parts of a relation that depend on the order of arrival.
//
// # Changes
//
// [WorldChanges] gives the changes of the world as a function of the current
// relations: HAPPENED for each ACTUAL event, OPENED for each ACTUAL state and CLOSED
// for each that is over. The feed in [Delta] tells each when it is first true of a
// fact or of one that the fact was joined with, and again only if it ceased to be
// true in between (a closing was corrected and the state closed anew). Of a date that
// becomes finer it tells REVISED.
//
// The changes of knowledge depend on what arrived in which transaction: what comes in
// one is learned at once. CONFIRMED: more independent sources (each up to the eighth,
// then each doubling) or a reviewer. REVISED: dates, ends, type, roles or modality
// changed, an announcement came true, a contradiction is no more; also what is
// announced, possible or denied, when it is first told, with no version before.
// CONTRADICTED: a fact becomes contested. RETRACTED: no claim stands for a fact any
// more. The id of a change is a hash of fact, version and kind.
package timeline
