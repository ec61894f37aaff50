package muster.modules.generators.autoindex;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.config.Wildcard;
import org.jspecify.annotations.Nullable;

/// What AddIcon, AddIconByType and AddIconByEncoding say, or AddAlt and its kin: a text for entries of some kind. The first that fits
/// counts; those of an inner section come before those of an outer one.
record Marks(List<Mark> marks) {
    static final Marks UNSET = new Marks(List.of());

    /// Stands for all folders where a file name is expected.
    static final String FOLDER = "^^DIRECTORY^^";
    /// Stands for the empty icon above the column of icons.
    static final String BLANK = "^^BLANKICON^^";

    enum By {
        PATH,
        TYPE,
        ENCODING
    }

    /// @param everything whether the directive named nothing
    record Mark(By by, boolean everything, Wildcard fits, String text) {
        static Mark of(By by, String wanted, String text) {
            String pattern = by == By.PATH ? pathPattern(wanted) : wanted.toLowerCase(Locale.ROOT);
            return new Mark(by, pattern.isEmpty(), simple(pattern), text);
        }

        private static String pathPattern(String wanted) {
            String name = wanted.equals("**DIRECTORY**") ? FOLDER : wanted;
            return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 ? name : "*" + name;
        }
    }

    Marks {
        marks = List.copyOf(marks);
    }

    /// A pattern in which `*` and `?` mean something and nothing else does.
    static Wildcard simple(String pattern) {
        return Wildcard.of(pattern.replace("\\", "\\\\").replace("[", "\\["));
    }

    Marks with(Mark mark) {
        return joined(this, new Marks(List.of(mark)));
    }

    static Marks merge(Marks outer, Marks inner) {
        return joined(inner, outer);
    }

    private static Marks joined(Marks first, Marks second) {
        var all = new ArrayList<>(first.marks);
        all.addAll(second.marks);
        return new Marks(all);
    }

    /// For a file.
    /// @param type its media type without parameters, or null
    /// @param encoding its content encoding, or null; one that has an encoding is known by it and not by its type
    @Nullable String ofFile(String path, @Nullable String type, @Nullable String encoding) {
        for (Mark mark : marks) {
            String subject = switch (mark.by) {
                case PATH -> path;
                case TYPE -> encoding == null && type != null ? type.toLowerCase(Locale.ROOT) : null;
                case ENCODING -> encoding == null ? null : encoding.toLowerCase(Locale.ROOT);
            };
            if (mark.everything || subject != null && mark.fits.matches(subject)) {
                return mark.text;
            }
        }
        return null;
    }

    /// For a folder, by its path: nothing else about it counts.
    @Nullable String ofFolder(String path) {
        for (Mark mark : marks) {
            if (mark.everything || mark.by == By.PATH && mark.fits.matches(path)) {
                return mark.text;
            }
        }
        return null;
    }

    /// For [#FOLDER] or [#BLANK].
    @Nullable String ofName(String special) {
        for (Mark mark : marks) {
            if (mark.everything || mark.fits.matches(special)) {
                return mark.text;
            }
        }
        return null;
    }
}
