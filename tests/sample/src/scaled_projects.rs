//! What enters: how many projects are wanted. What leaves: a catalogue that holds them, and what a year logs of each.

use liandong::{Catalogue, DatedRole, Event, InputError, Person, Project, Role};

use crate::clean::Desk;
use crate::zone::Works;

/// The sample zone with that many projects in the place of its own, each with a manager and an agent for it alone.
///
/// # Errors
/// [`InputError`] if the sample's catalogue were faulty.
pub fn scaled_catalogue(projects: usize) -> Result<Catalogue, InputError> {
    let mut catalogue = crate::catalogue()?;
    catalogue.persons.retain(|person| {
        person.roles.iter().all(|held| !matches!(held.role, Role::Agent | Role::ProjectManager))
    });
    catalogue.projects.clear();
    for number in 0..projects {
        let works = works(number);
        let agent = DatedRole {
            role: Role::Agent,
            party: Some("bureau".to_owned()),
            project: None,
            from: None,
            to: None,
        };
        for (id, roles) in [(agent_of(&works), vec![agent]), (manager_of(&works), Vec::new())] {
            catalogue.persons.push(Person { name: id.clone(), id, roles });
        }
        catalogue.projects.push(Project {
            name: works.id.clone(),
            year: Some(2023),
            key: works.key,
            responsible: Some(works.responsible),
            unit: works.unit,
            manager: works.manager,
            procedures: None,
            id: works.id,
        });
    }
    Ok(catalogue)
}

/// The year of the projects of [`scaled_catalogue`]: plans, summary and opinion, every week reconciled, and of each project
/// its agent, visits and cases. Nobody falls short in it.
///
/// Its ids are those of a log of its own: do not put it into one log with [`scaled`](crate::scaled).
///
/// ```
/// let events: Vec<_> = liandong_sample::scaled_projects(100, 7).collect();
/// assert!(events.len() > 1_000);
/// ```
pub fn scaled_projects(projects: usize, seed: u64) -> impl Iterator<Item = Event> {
    let mut desk = Desk::new(seed);
    let year = desk.calendar_year();
    desk.file_calendar_year(year);
    // Of the year before there is no project to sum up.
    desk.events.iter_mut().for_each(|event| event.covers.clear());
    let recurring = std::mem::take(&mut desk.events);
    recurring.into_iter().chain((0..projects).flat_map(move |number| {
        let works = works(number);
        let schedule = desk.schedule(&works);
        let agent = agent_of(&works);
        let course = desk.course(&works, schedule, Some(&agent));
        desk.file_course(course);
        std::mem::take(&mut desk.events)
    }))
}

fn works(number: usize) -> Works {
    let departments = &crate::zone::ZONE.departments;
    let id = format!("J-{number:06}");
    Works {
        key: !number.is_multiple_of(4),
        responsible: departments[number % departments.len()].clone(),
        unit: number.is_multiple_of(3).then(|| "zone-build".to_owned()),
        manager: Some(format!("{id}-manager")),
        recorded: None,
        id,
    }
}

fn agent_of(works: &Works) -> String {
    format!("{}-agent", works.id)
}

fn manager_of(works: &Works) -> String {
    works.manager.clone().unwrap_or_default()
}
