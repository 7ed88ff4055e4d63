// Package imports holds the rule of who may import whom, as data and as a test.
package imports
