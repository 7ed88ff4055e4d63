// Package timeline adds claims up to relations and changes. It is pure: the same
// claims and decisions give the same relations, whatever order they came in, and
// it reads nothing but what a [Source] hands it.
//
// The unit of recomputation is a [Unit]: claims are filed under the units that
// they bear on, every relation is at home in exactly one unit, and the relations
// of a unit depend on nothing but the claims filed under it, the decisions about
// those claims, and, for a place, the claims about places that contain it. So a
// load costs what it touches, not what the graph holds.
package timeline
