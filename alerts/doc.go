// Package alerts decides which changes of relations people are told of, and
// writes down what is to be sent; package notify sends it.
//
// A [Rule] says what it is about: types, kinds of change, actors with their
// parts, places with what lies inside, pairs, or a trend between two actors. A
// [Matcher] reads the feed of changes after its cursor and records, in one
// transaction and under a lease, the deliveries that the rules ask for together
// with the new cursor. So no change is lost and none is decided twice, whenever a
// process ends and however many are at work. A [Composer] makes the message of a
// delivery; a [Trial] says what a rule would have told in the past.
package alerts
