# ************************************************************
# Ann Archer dump of data
# Export date: 2020-06-01 10:00:00
# ************************************************************

SET FOREIGN_KEY_CHECKS=0;

INSERT IGNORE INTO `accounts` (`id`,`api_key`,`number_of_invitations_sent`) VALUES
 (1,'x',NULL);
INSERT IGNORE INTO `activities` (`id`,`account_id`,`activity_type_id`,`summary`,`description`,`happened_at`,`created_at`,`updated_at`) VALUES
 (7,1,NULL,'Souper chez Bob','Plums; (and \'pears\'), "jam"','2020-04-05','2020-04-06 10:00:00','2020-04-06 10:00:00');
INSERT IGNORE INTO `contacts` (`id`,`account_id`,`first_name`,`middle_name`,`last_name`,`nickname`,`description`,`uuid`,`is_dead`,`birthday_special_date_id`,`first_met_where`,`job`,`company`) VALUES
 (10,1,'Zoé',NULL,'O\'Brien',NULL,'Two
lines','5f0e','0',3,'At the fair','Baker','Plums'),
 (11,1,'Bob',NULL,NULL,NULL,NULL,'6f0e','0',NULL,NULL,NULL,NULL);
INSERT IGNORE INTO `activity_contact` (`activity_id`,`account_id`,`contact_id`) VALUES
 (7,1,10),
 (7,1,11);
INSERT IGNORE INTO `calls` (`id`,`account_id`,`contact_id`,`called_at`,`content`,`contact_called`,`created_at`,`updated_at`) VALUES
 (1,1,10,'2020-02-03 14:30:00','hi',0,NULL,NULL),
 (2,1,11,'0000-00-00','x',1,NULL,NULL);
INSERT IGNORE INTO `contact_field_types` (`id`,`account_id`,`name`,`fontawesome_icon`,`protocol`,`delible`,`type`) VALUES
 (1,1,'Email','fa','mailto:',0,'email'),
 (2,1,'LinkedIn','fa',NULL,0,NULL);
INSERT IGNORE INTO `contact_fields` (`id`,`account_id`,`contact_id`,`contact_field_type_id`,`data`) VALUES
 (1,1,10,1,'zoe@example.org'),
 (2,1,10,2,'https://www.linkedin.com/in/zo%C3%A9-obrien');
INSERT IGNORE INTO `notes` (`id`,`account_id`,`contact_id`,`body`,`is_favorited`) VALUES
 (1,1,10,'Likes plums.',0);
INSERT IGNORE INTO `relationship_types` (`id`,`account_id`,`name`,`name_reverse_relationship`) VALUES
 (1,1,'friend','friend');
INSERT IGNORE INTO `relationships` (`id`,`account_id`,`relationship_type_id`,`contact_is`,`of_contact`) VALUES
 (1,1,1,11,10);
INSERT IGNORE INTO `special_dates` (`id`,`account_id`,`contact_id`,`uuid`,`is_age_based`,`is_year_unknown`,`date`) VALUES
 (3,1,10,'x',0,0,'1980-05-17');
INSERT IGNORE INTO `gifts` (`id`,`account_id`,`contact_id`,`name`) VALUES
 (1,1,10,'Jam');
INSERT IGNORE INTO `users` (`id`,`first_name`,`last_name`,`email`,`me_contact_id`) VALUES
 (1,'Ann','Archer','ann@example.org',NULL);
SET FOREIGN_KEY_CHECKS=1;
