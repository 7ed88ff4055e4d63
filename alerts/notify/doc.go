// Package notify delivers what package alerts decided: it takes due deliveries
// out of the store, in order within each rule and channel, sends them through a
// [Channel] and records every attempt. A delivery that fails is tried again by
// the schedule of Standard Webhooks; what cannot be delivered becomes dead and
// can be replayed.
package notify
